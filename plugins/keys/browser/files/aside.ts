const FOLDER = 'keys-files'
const DAY_MS = 86_400_000

/** Something large on its way, and what throws it away afterwards. */
export type Aside = { file: Blob; remove: () => Promise<unknown> }

/**
 * Brings a stream to where it can be sent from without being in memory: a file that this origin alone sees (OPFS).
 * Only what is encrypted may go there. A browser that has no such place holds it in memory.
 */
export async function putAside(stream: ReadableStream<Uint8Array>): Promise<Aside> {
  const handle = await newFile().catch(() => null)
  if (!handle) return { file: await new Response(stream).blob(), remove: async () => {} }
  await stream.pipeTo(await handle.createWritable()).catch(async (error) => {
    await forget(handle.name)
    throw error
  })
  return { file: await handle.getFile(), remove: () => forget(handle.name) }
}

async function newFile() {
  const folder = await openFolder()
  await tidy(folder)
  const handle = await folder.getFileHandle(crypto.randomUUID(), { create: true })
  // Older Safari makes the file, but lets only workers write it.
  if (!('createWritable' in handle)) throw new Error('cannot be written')
  return handle
}

/** What a tab left behind that was closed while it sent. */
async function tidy(folder: FileSystemDirectoryHandle) {
  for await (const entry of folder.values()) {
    if (entry.kind !== 'file') continue
    const { lastModified } = await (entry as FileSystemFileHandle).getFile()
    if (Date.now() - lastModified > DAY_MS) await folder.removeEntry(entry.name)
  }
}

async function forget(name: string) {
  const folder = await openFolder()
  await folder.removeEntry(name).catch(() => null)
}

async function openFolder() {
  const root = await navigator.storage.getDirectory()
  return root.getDirectoryHandle(FOLDER, { create: true })
}
