const NAME = 'fortrolig-soap'
const STORE = 'unsent'

/** What was typed and is not on the server yet: an envelope, and what is needed to send it. Never plain text. */
export type Unsent = {
  note: string
  client: string
  appointment: string | null
  member: string
  version: number
  sitting: string
  envelope: string
  at: number
}

/**
 * Envelopes that wait in this browser (IndexedDB) until the server has them: through a lost connection, a reload,
 * a session that ended. Only who can open an envelope anyway learns what it says.
 */
export class Buffer {
  private database?: Promise<IDBDatabase>

  async put(unsent: Unsent) {
    await this.run('readwrite', (store) => store.put(unsent))
  }

  /** What a member typed in a note and the server may not have. */
  async find(note: string, member: string): Promise<Unsent | null> {
    const found = await this.run<Unsent | undefined>('readonly', (store) => store.get(note))
    return found?.member === member ? found : null
  }

  async all(member: string): Promise<Unsent[]> {
    const found = await this.run<Unsent[]>('readonly', (store) => store.getAll())
    return found.filter((unsent) => unsent.member === member)
  }

  /** Forgets what the server has, unless something newer was put in its place meanwhile. */
  async remove(note: string, envelope: string) {
    const store = await this.store('readwrite')
    const found = await result<Unsent | undefined>(store.get(note))
    if (found?.envelope === envelope) await result(store.delete(note))
  }

  async discard(note: string) {
    await this.run('readwrite', (store) => store.delete(note))
  }

  private async run<Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest
  ): Promise<Result> {
    return result<Result>(work(await this.store(mode)))
  }

  private async store(mode: IDBTransactionMode) {
    this.database ??= open()
    const database = await this.database
    const opened = database.transaction(STORE, mode, { durability: 'strict' })
    return opened.objectStore(STORE)
  }
}

export const buffer = new Buffer()

async function open() {
  const opening = indexedDB.open(NAME, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'note' })
  return result<IDBDatabase>(opening)
}

function result<Result>(request: IDBRequest): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Result)
    request.onerror = () => reject(request.error!)
  })
}
