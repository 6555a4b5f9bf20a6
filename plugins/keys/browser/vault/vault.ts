import { Locked, NotTaken, Unreachable } from '../crypto/faults.ts'
import type { Keys } from '../crypto/key_pair.ts'
import { SeenLists } from '../device/seen_lists.ts'
import { inPortions } from './batches.ts'
import type { Circle } from './circle.ts'
import type { About, Kept, Opened, OpenedOne, ToOpen, ToSeal } from './records.ts'
import type { KnownKey } from './ring.ts'
import { server } from './server.ts'
import type { Shelf } from './shelf.ts'
import { Told } from './told.ts'

export type VaultState = 'absent' | 'locked' | 'unlocked'

/** Whose vault it is, as the page says; a sign-in as somebody else locks it. `key` is the id of the member's current key. */
export type Holder = { clinic: string; member: string; key: string | null }

/** Most pages never open anything, so they do without; see inside.ts. */
const inside = () => import('./inside.ts')

/**
 * The one vault of a tab: Turbo keeps the page alive between visits, and this module with it. It holds the member's
 * key while it is open, fetches what it needs under /keys, and believes only what is signed.
 *
 * It tells of itself by the event `change`.
 */
export class Vault extends EventTarget {
  holder: Holder | null = null
  key: Keys | null = null
  private shelf: Promise<Shelf> | null = null
  private told = new Told()

  /** absent: the member has no key yet. */
  get state(): VaultState {
    return this.key ? 'unlocked' : this.holder?.key ? 'locked' : 'absent'
  }

  /** Tells whose vault this is. Called on every page; locks if it is somebody else than before, or has another key now. */
  introduce(holder: Holder) {
    const before = this.holder
    this.holder = { ...holder, key: holder.key || null }
    const isSame = before?.member === holder.member && before.clinic === holder.clinic
    if (!isSame) this.told = new Told()
    if (this.key && (!isSame || this.key.id !== this.holder.key)) this.lock()
    else if (!isSame || before.key !== this.holder.key) this.tell()
  }

  /**
   * @throws KeyFileFault when it is not this member's key file, or not its passphrase
   * @throws NotTaken when the scripts for it do not come
   */
  async unlock(fileText: string, passphrase: string): Promise<void> {
    const { openKeyFile } = await inside().catch(() => {
      throw new NotTaken('unreachable')
    })
    await this.unlockWith(await openKeyFile(fileText, passphrase, this.holder?.key ?? null))
  }

  /** With keys that are open already: kept on this device, or just made. */
  async unlockWith(keys: Keys): Promise<void> {
    this.key = keys
    this.shelf = null
    this.tell()
  }

  lock() {
    this.key = null
    this.shelf = null
    this.tell()
  }

  /** Forgets what it fetched: keys were registered, compared or replaced. */
  refresh() {
    this.shelf = null
  }

  /** The keys of the clinic by their ids. */
  async directory(): Promise<Map<string, KnownKey>> {
    const { ring } = await this.unlocked()
    return ring.keys
  }

  /** The circles about a client (or `clinic`) that this member reads, verified. */
  async circlesOf(client: string): Promise<Circle[]> {
    const shelf = await this.loaded(client)
    return shelf.of(client)
  }

  /**
   * The circle with exactly these readers (ids of keys) and the recovery key; made if there is none. The member
   * who asks is always among them.
   *
   * @throws NotPinned when a reader's key was not compared
   */
  async circleFor(client: string, readers: string[]): Promise<Circle> {
    return this.circleAbout({ client, subject: client }, readers)
  }

  /**
   * The same for other readers of what is in a circle: after a merge too, where what was written about one client is filed
   * under another, and stays bound to the one that it was written about.
   */
  async circleLike(circle: Circle, readers: string[]): Promise<Circle> {
    return this.circleAbout(circle, readers)
  }

  /**
   * A record, signed and encrypted for the readers of a circle: a compact JWE. The circle brings its keys, so that the last
   * letter before a lock is sealed too, by the page that has the circle in hand until then.
   *
   * @throws NotPinned when the list of the circle was signed by a key that was not compared
   */
  async seal({ circle, ...record }: ToSeal): Promise<string> {
    return circle.seal(record)
  }

  /**
   * @throws Tampered | NotAReader | Locked | UnknownSigner
   */
  async open<Body = unknown>(envelope: string, about: About): Promise<Opened<Body>> {
    const shelf = await this.loaded(about.client)
    return shelf.open<Body>({ envelope, about })
  }

  /** Opens many, in portions that leave the page responsive, and tells of each as it is open or failed. */
  async openMany<Item extends ToOpen>(
    list: Iterable<Item>,
    onOpened: (one: OpenedOne<Item>) => void,
    signal?: AbortSignal
  ): Promise<void> {
    const shelf = await this.unlocked()
    await shelf.load()
    await inPortions(
      list,
      async (item) => {
        // What is locked in between stops here, and not after the last one.
        if (this.key !== shelf.keys[0]) throw new Locked()
        const one = await shelf.open(item).then(
          (opened) => ({ item, opened }),
          (fault: Error) => ({ item, fault })
        )
        if (!signal?.aborted) onOpened(one)
      },
      signal
    )
  }

  /**
   * The same record for exactly these readers (ids of keys) and the recovery key; its signature untouched, and opened once
   * more before it is handed out.
   *
   * @returns the envelope as it was, if they are its readers already
   * @throws what `open` throws; NotPinned
   */
  async readdress(item: ToOpen, readers: string[]): Promise<string> {
    const shelf = await this.loaded(item.about.client)
    const { readdress } = await inside()
    return readdress(item, shelf, (circle) => this.circleLike(circle, readers))
  }

  /** The circles of all clients with the keys that are open: what a rotation goes through. */
  async everything(): Promise<Shelf> {
    const shelf = await this.unlocked()
    await shelf.load()
    return shelf
  }

  /**
   * What opens envelopes with the key file and without this server, to be taken along. Nothing of it is secret.
   *
   * @throws Locked
   */
  async kept(): Promise<Kept> {
    const { key, holder } = this
    if (!key || !holder) throw new Locked()
    const [cards, circles] = await Promise.all([server.cards(), server.circles({})])
    return { clinic: holder.clinic, key: key.id, cards, circles }
  }

  private async circleAbout(
    { client, subject, id }: Pick<Circle, 'client' | 'subject'> & { id?: string },
    readers: string[]
  ) {
    const shelf = await this.loaded(client)
    const wanted = [...new Set([shelf.ring.own.id, shelf.ring.recovery.id, ...readers])].sort()
    const isWanted = (circle: Circle) =>
      circle.subject === subject &&
      !circle.unpinnedSigner &&
      wanted.join() === circle.readers.join()
    return shelf.of(client).find(isWanted) ?? shelf.found(subject, wanted, id)
  }

  private async loaded(client: string) {
    const shelf = await this.unlocked()
    await shelf.load(client)
    return shelf
  }

  private async unlocked(): Promise<Shelf> {
    const { key, holder } = this
    if (!key || !holder) throw new Locked()
    return (this.shelf ??= this.fetchShelf([key], holder))
  }

  private fetchShelf(keys: Keys[], holder: Holder): Promise<Shelf> {
    const shelf = newShelf(keys, holder, this.told)
    shelf.catch(() => {
      if (this.shelf === shelf) this.shelf = null
    })
    return shelf
  }

  private tell() {
    this.dispatchEvent(new Event('change'))
  }
}

async function newShelf(keys: Keys[], { clinic, member }: Holder, told: Told): Promise<Shelf> {
  const scripts = inside().catch(() => {
    throw new Unreachable()
  })
  const asked = [told.cards(), scripts, SeenLists.of(member)] as const
  const [answer, { Ring, Shelf }, seen] = await Promise.all(asked)
  return new Shelf(keys, await Ring.read(answer, keys, clinic), undefined, seen, told)
}

export const vault = new Vault()
