export const DATABASE = 'fortrolig-soap'
const STORE = 'typed'

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
  /** Of an addendum that is not signed yet, the note that it adds to: it stays here until it is. */
  addendumTo?: string
}

/**
 * Envelopes that wait in this browser (IndexedDB) until the server has them: through a lost connection, a reload,
 * a session that ended, a sign-out. Only who can open an envelope anyway learns what it says.
 *
 * Each sitting has a place of its own: two windows with the same note do not write over each other.
 *
 * A browser that keeps nothing, because it is private or its disk is full, says so when something is to be kept; to
 * every other question the answer is then that nothing is here.
 */
export class Buffer {
  private database?: Promise<IDBDatabase>

  /** @throws what the browser has against it */
  async put(unsent: Unsent) {
    await this.run('readwrite', (store) => store.put(unsent))
  }

  /** What a member typed in a note and the server may not have, the earliest first. */
  async find(note: string, member: string): Promise<Unsent[]> {
    const own = await this.all(member)
    return own.filter((unsent) => unsent.note === note)
  }

  /** All that a member typed here, the earliest first. */
  async all(member: string): Promise<Unsent[]> {
    const everybodys = await this.everybodys()
    return everybodys
      .filter((unsent) => unsent.member === member)
      .sort((one, other) => one.at - other.at)
  }

  everybodys(): Promise<Unsent[]> {
    return this.run<Unsent[]>('readonly', (store) => store.getAll()).catch(() => [])
  }

  /** Forgets what the server has, unless something newer was put in its place meanwhile. */
  async remove({ sitting, envelope }: Unsent) {
    try {
      const store = await this.store('readwrite')
      const found = await result<Unsent | undefined>(store.get(sitting))
      if (found?.envelope === envelope) await result(store.delete(sitting))
    } catch {
      // Nothing is forgotten where nothing is kept. What does stay is sent again, and known again by who has it.
    }
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
  const opening = indexedDB.open(DATABASE, 2)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'sitting' })
  return result<IDBDatabase>(opening)
}

function result<Result>(request: IDBRequest): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Result)
    request.onerror = () => reject(request.error!)
  })
}
