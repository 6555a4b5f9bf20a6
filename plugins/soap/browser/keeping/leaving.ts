const NAME = 'soap:leaving'

/** Somebody is about to sign out: whoever has something in hand brings it to the server. */
class Leaving extends Event {
  readonly waiting: Promise<unknown>[] = []
}

export async function everythingSaved() {
  const leaving = new Leaving(NAME)
  document.dispatchEvent(leaving)
  await Promise.allSettled(leaving.waiting)
}

/** @returns what ends it */
export function beforeLeaving(save: () => Promise<unknown>) {
  const listen = (event: Event) => (event as Leaving).waiting.push(save())
  document.addEventListener(NAME, listen)
  return () => document.removeEventListener(NAME, listen)
}

/** What `Clear-Site-Data: "storage"` would empty, but for this database. */
export async function emptyStorageBut(kept: string) {
  localStorage.clear()
  sessionStorage.clear()
  const databases = await indexedDB.databases()
  const others = databases.map(({ name }) => name!).filter((name) => name !== kept)
  await Promise.all([...others.map(removeDatabase), removeFiles()])
}

/** Files that were on their way, encrypted (files/aside.ts). */
async function removeFiles() {
  const folder = await navigator.storage.getDirectory()
  for await (const { name } of folder.values()) await folder.removeEntry(name, { recursive: true })
}

function removeDatabase(name: string) {
  const removing = indexedDB.deleteDatabase(name)
  return new Promise<void>((resolve) => {
    // Whoever has it open still is a page that is left now; then it goes.
    removing.onsuccess = removing.onerror = removing.onblocked = () => resolve()
  })
}
