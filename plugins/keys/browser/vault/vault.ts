import type { Keys, PublicKey } from '../crypto/key_pair.ts'
import type { Circle } from './circle.ts'
import { Locked } from '../crypto/faults.ts'

export type VaultState = 'absent' | 'locked' | 'unlocked'

/** Whose vault it is, as the page says; a sign-in as somebody else locks it. `key` is the id of the member's current key. */
export type Holder = { clinic: string; member: string; key: string | null }

/** What an envelope is about. `client` is the id of a client, or `clinic`; `version` counts from 1. */
export type About = { type: string; client: string; record: string; version: number }

export type ToSeal = About & { circle: Circle; body: unknown }

/** `isPinned`: this member compared the author's key; else a reader whom this member believes vouches for it. */
export type Author = { key: string; member: string; isPinned: boolean }
export type Opened<Body = unknown> = {
  author: Author
  at: Date
  version: number
  circle: Circle
  body: Body
  /** What the author signed, as a compact JWS: what an export or an addendum refers to. */
  signed: string
}

export type ToOpen = { envelope: string; about: About }
export type OpenedOne<Item extends ToOpen = ToOpen> =
  { item: Item; opened: Opened } | { item: Item; fault: Error }

/**
 * The one vault of a tab: Turbo keeps the page alive between visits, and this module with it. It holds the member's
 * key while it is open, fetches what it needs under /keys, and believes only what is signed.
 *
 * It tells of itself by the event `change`.
 */
export class Vault extends EventTarget {
  /** absent: the member has no key yet. */
  get state(): VaultState {
    return this.key ? 'unlocked' : this.holder?.key ? 'locked' : 'absent'
  }

  holder: Holder | null = null
  key: Keys | null = null

  /** Tells whose vault this is. Called on every page; locks if it is somebody else than before. */
  introduce(holder: Holder) {
    this.holder = holder
  }

  /** @throws KeyFileFault when it is not this member's key file, or not its passphrase */
  async unlock(_fileText: string, _passphrase: string): Promise<void> {
    throw new Locked()
  }

  /** With keys that are open already: kept on this device, or the recovery key. */
  async unlockWith(keys: Keys): Promise<void> {
    this.key = keys
    this.dispatchEvent(new Event('change'))
  }

  lock() {
    this.key = null
    this.dispatchEvent(new Event('change'))
  }

  /** The registered keys, with whether this member pinned them. */
  async directory(): Promise<Map<string, PublicKey & { isPinned: boolean }>> {
    throw new Locked()
  }

  /** The circles about a client (or `clinic`) that this member reads, verified. */
  async circlesOf(_subject: string): Promise<Circle[]> {
    throw new Locked()
  }

  /**
   * The circle with exactly these readers (ids of keys) and the recovery key; made if there is none. The member
   * who asks is always among them.
   *
   * @throws NotPinned when a reader's key was not compared
   */
  async circleFor(_subject: string, _readers: string[]): Promise<Circle> {
    throw new Locked()
  }

  /** One more reader, of everything in the circle. */
  async share(_circle: Circle, _key: string): Promise<Circle> {
    throw new Locked()
  }

  /** One reader less, from now on: a new record key that this reader does not get. */
  async takeBack(_circle: Circle, _key: string): Promise<Circle> {
    throw new Locked()
  }

  /** A record, signed and encrypted for the readers of a circle: a compact JWE. */
  async seal(_record: ToSeal): Promise<string> {
    throw new Locked()
  }

  /**
   * @throws Tampered | NotAReader | Locked | UnknownSigner
   */
  async open<Body = unknown>(_envelope: string, _about: About): Promise<Opened<Body>> {
    throw new Locked()
  }

  /** Opens many, in portions that leave the page responsive, and tells of each as it is open or failed. */
  async openMany<Item extends ToOpen>(
    _list: Iterable<Item>,
    _onOpened: (one: OpenedOne<Item>) => void,
    _signal?: AbortSignal
  ): Promise<void> {
    throw new Locked()
  }
}

export const vault = new Vault()
