/**
 * What this browser keeps for a member between pages: where their key file lies, how far lists of readers had come, and, if
 * they want it, the key itself as CryptoKeys that nobody can take out. Signing out empties it (Clear-Site-Data: "storage"), and so does locking.
 */
const NAME = 'fortrolig-keys'
const VERSION = 2
const STORES = ['files', 'keys', 'seen'] as const
type Store = (typeof STORES)[number]

/** What is kept; null too in a browser that keeps nothing, because it is a private window or its disk is full. */
export async function read<Value>(store: Store, holder: string): Promise<Value | null> {
  try {
    const database = await open()
    return (await settled<Value | undefined>(at(database, store, 'readonly').get(holder))) ?? null
  } catch {
    return null
  }
}

/** @returns whether this browser keeps it */
export async function write(store: Store, holder: string, value: unknown): Promise<boolean> {
  try {
    const database = await open()
    await settled(at(database, store, 'readwrite').put(value, holder))
    return true
  } catch {
    return false
  }
}

export async function remove(store: Store, holder: string) {
  // Nothing is forgotten where nothing is kept.
  if ((await read(store, holder)) === null) return
  const database = await open()
  await settled(at(database, store, 'readwrite').delete(holder))
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION)
  request.addEventListener('upgradeneeded', () => {
    const { objectStoreNames: known } = request.result
    for (const store of STORES) if (!known.contains(store)) request.result.createObjectStore(store)
  })
  return settled(request)
}

function at(database: IDBDatabase, store: Store, mode: IDBTransactionMode) {
  const transaction = database.transaction(store, mode)
  // Otherwise the next deletion of this database waits for a page that is long gone.
  transaction.addEventListener('complete', () => database.close())
  return transaction.objectStore(store)
}

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}
