import type { Bytes } from '../crypto/bytes.ts'
import { type RecordKey, recordKey, unwrap } from '../crypto/circles.ts'
import { sealRecord } from '../crypto/envelopes.ts'
import { NotAReader, NotPinned, Tampered } from '../crypto/faults.ts'
import type { Keys } from '../crypto/key_pair.ts'
import { type List, signerToCompare, verifyLists } from '../crypto/lists.ts'
import type { CryptoKey } from '../crypto/web_crypto.ts'
import type { Unsealed } from './about.ts'
import type { Ring } from './ring.ts'
import type { CircleRow } from './wire.ts'

/** What is known of a circle that is opened. */
export type Known = {
  /** The same as it was, if it was opened: what is still the same is not looked at again. */
  before?: Circle
  /** The list that has just been signed here, with the open key. */
  written?: string
  /** Whether the bare record keys are kept until somebody asks for them, to hand them on. */
  handsOn?: boolean
}

/** The readers of some records of one client, or of the clinic's own: verified, with the record keys at hand. */
export class Circle {
  /**
   * Verifies what the server says of a circle, and unwraps its record keys.
   *
   * @param open the keys that are open; the first that it is wrapped for opens it
   * @throws Tampered | NotAReader
   */
  static async open(
    row: CircleRow,
    open: Keys[],
    ring: Ring,
    { before, written, handsOn = false }: Known = {}
  ): Promise<Circle> {
    const { id, subject } = row
    const keys = open.find((each) => row.wraps.some(({ key }) => key === each.id))
    if (!keys) throw new NotAReader()
    const where = { clinic: ring.clinic, subject, circle: id }
    const known = { verified: before?.lists, written }
    const lists = await verifyLists(row.lists, where, (key) => ring.keys.get(key), known)
    const { pinned, recoveries } = ring
    const trust = { own: keys.id, pinned, recovery: recoveries }
    const signer = signerToCompare(lists.at(-1)!, trust)
    // Whoever signs a list names the hash of the one before, and so stands for all before it.
    const last = lists.findLastIndex((list) => pinned.has(list.signer))
    const vouched = lists.slice(0, last + 1).flatMap(({ readers }) => readers)
    const circle = new Circle(row, keys, lists, new Set(vouched), signer)
    if (before?.keys.id === keys.id) circle.recordKeys = new Map(before.recordKeys)
    const raws = await circle.unwrap()
    if (handsOn && !before) circle.raws = raws
    return circle
  }

  private recordKeys = new Map<number, RecordKey>()
  private raws: Map<number, Bytes> | null = null

  private constructor(
    private row: CircleRow,
    /** The key that opened it, which also signs what is written for it. */
    readonly keys: Keys,
    readonly lists: List[],
    private vouched: Set<string>,
    /** Why nothing new may be encrypted for it: the key that signed its list was not compared. Null: believed. */
    readonly unpinnedSigner: string | null
  ) {}

  get id() {
    return this.row.id
  }

  /** The id of a client, or `clinic`. */
  get subject() {
    return this.row.subject
  }

  /** Where the server files it: another client than `subject` after two were merged, which nobody has signed. */
  get client() {
    return this.row.client
  }

  /** The version of the record key that new records are encrypted under. */
  get version() {
    return this.last.version
  }

  /** Ids of keys, the recovery key among them. */
  get readers() {
    return this.last.readers
  }

  /** Whether something of it is to be encrypted anew, because somebody may know its earlier record keys. */
  get isExposed() {
    return this.row.isExposed
  }

  get last(): List {
    return this.lists.at(-1)!
  }

  /**
   * A record, signed and encrypted for its readers.
   *
   * @throws NotPinned when its list was signed by a key that was not compared
   */
  async seal({ type, client, record, version, body }: Unsealed): Promise<string> {
    if (client !== this.client) throw new Tampered('a circle of another client')
    const { clinic } = this.last
    // What was merged stays bound to the client that it was written about.
    const binding = { typ: type, clinic, client: this.subject, record, version }
    return sealRecord(this.keys, this.sealingKey, this, binding, { at: new Date(), body })
  }

  /** @throws NotPinned when its list was signed by a key that was not compared */
  get sealingKey(): CryptoKey {
    if (this.unpinnedSigner) throw new NotPinned(this.unpinnedSigner)
    return this.openingKey(this.version)
  }

  /** @throws NotAReader */
  openingKey(version: number): CryptoKey {
    const key = this.recordKeys.get(version)
    if (!key) throw new NotAReader()
    return key.aes
  }

  /** Whether a reader whom this member has compared says that this key is, or was, a reader too. */
  vouchesFor(key: string) {
    return this.vouched.has(key)
  }

  /** The bare record keys, once more from their wraps if they were not kept, to hand them to another reader. */
  async rawKeys(): Promise<Map<number, Bytes>> {
    const raws = this.raws ?? (await this.unwrapped())
    this.raws = null
    return raws
  }

  private async unwrapped(isWanted: (version: number) => boolean = () => true) {
    const { keys } = this
    const own = this.row.wraps.filter(({ key, version }) => key === keys.id && isWanted(version))
    const raws = own.map(async (wrap) => [wrap.version, await unwrap(keys, this.id, wrap)] as const)
    return new Map(await Promise.all(raws))
  }

  private async unwrap() {
    const raws = await this.unwrapped((version) => !this.recordKeys.has(version))
    await Promise.all(
      [...raws].map(async ([version, raw]) => {
        const key = await recordKey(raw)
        const list = this.lists.find((each) => each.version === version)
        if (list?.check !== key.check) throw new Tampered('another record key')
        this.recordKeys.set(version, key)
      })
    )
    if (!this.recordKeys.has(this.version)) throw new NotAReader()
    return raws
  }
}
