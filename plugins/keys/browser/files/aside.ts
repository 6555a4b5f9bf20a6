import { blobOf } from './whole.ts'

const FOLDER = 'keys-files'
const DAY_MS = 86_400_000

/** Something large on its way, and what throws it away afterwards. */
export type Aside = { file: Blob; remove: () => Promise<unknown> }

/**
 * Brings a stream to where it can be sent from without being in memory: a file that this origin alone sees (OPFS).
 * Only what is encrypted may go there. A browser that has no such place, or no room there, holds it in memory.
 */
export async function putAside(stream: ReadableStream<Uint8Array>): Promise<Aside> {
  const place = await newFile().catch(() => null)
  if (!place) return { file: await blobOf(stream), remove: async () => {} }
  const { handle, writable } = place
  await stream.pipeTo(writable).catch(async (error) => {
    await forget(handle.name)
    throw error
  })
  return { file: await handle.getFile(), remove: () => forget(handle.name) }
}

async function newFile() {
  const folder = await openFolder()
  await tidy(folder)
  const handle = await folder.getFileHandle(crypto.randomUUID(), { create: true })
  try {
    // Older Safari makes the file, but lets only workers write it; a full disk lets nobody.
    return { handle, writable: await handle.createWritable() }
  } catch (error) {
    await folder.removeEntry(handle.name).catch(() => null)
    throw error
  }
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
