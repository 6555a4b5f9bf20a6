import { ageFiles } from '../../../keys/browser/api.ts'

/** A file as an age file, and the identity that opens it, made for it alone. */
export async function sealFile(plain: Blob): Promise<{ identity: string; sealed: Blob }> {
  const { sealFile: seal } = await ageFiles()
  const { identity, file } = await seal(plain.stream())
  return { identity, sealed: await new Response(file).blob() }
}

/** @throws when it is not the file that this identity was made for, whole and unchanged */
export async function openFile(sealed: ReadableStream<Uint8Array>, identity: string, type: string) {
  const { openFile: open } = await ageFiles()
  const stream = await open(sealed, identity)
  return new Response(stream, { headers: { 'Content-Type': type } }).blob()
}

/** Text as an age file that a passphrase opens. */
export async function sealText(text: string, passphrase: string) {
  const { sealFileForPassphrase } = await ageFiles()
  const file = await sealFileForPassphrase(new Blob([text]).stream(), passphrase)
  return new Uint8Array(await new Response(file).arrayBuffer())
}
