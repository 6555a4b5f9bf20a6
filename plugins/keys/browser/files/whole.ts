/** All of a stream, piece by piece. `Response` does it too, but says nothing of why a stream broke off. */
export async function blobOf(stream: ReadableStream<Uint8Array>, type = ''): Promise<Blob> {
  const parts: Blob[] = []
  // As blobs they need not be in the memory of the page.
  const write = (chunk: Uint8Array) => void parts.push(new Blob([chunk as BlobPart]))
  await stream.pipeTo(new WritableStream({ write }))
  return new Blob(parts, { type })
}
