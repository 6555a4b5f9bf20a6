/** Bytes as base64 (RFC 4648, with padding). */
export function toBase64(bytes: Uint8Array) {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

export function fromBase64(text: string) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}

/** A stream as base64, in a blob: piece by piece, because files can be larger than a text may be. */
export async function inBase64(stream: ReadableStream<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = []
  const reader = stream.getReader()
  let rest = new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return new Blob([...parts, toBase64(rest)])
    const bytes = new Uint8Array(await new Blob([rest, value as BlobPart]).arrayBuffer())
    // Three bytes are four letters: what is over waits for the next piece.
    const whole = bytes.length - (bytes.length % 3)
    parts.push(new Blob([toBase64(bytes.subarray(0, whole))]))
    rest = bytes.slice(whole)
  }
}
