import { NotPinned, Tampered } from '../crypto/faults.ts'
import { type Keys, type PublicKey, readCard, RECOVERY } from '../crypto/key_pair.ts'
import { readPin } from '../crypto/pins.ts'
import type { CardsAnswer } from './wire.ts'

/** A key of the clinic's, with what the open key says of it. */
export type KnownKey = PublicKey & {
  /** The owner of the open key compared its fingerprint, or it is that key. */
  isPinned: boolean
  /** Its owner had another one when the owner of the open key compared: an alarm, until this one is compared too. */
  isChanged: boolean
  /** Another has taken its place: it may have signed and may still read, and gets nothing new. */
  isRetired: boolean
  /** Its owner works here no more, or with a role that reads no notes, says the server. */
  hasLeft: boolean
}

/** The keys of a clinic, as far as their cards are right, and the pins of the key that is open. */
export class Ring {
  /**
   * @param open the keys that are open, the member's current one first
   * @throws Tampered when one of them has no card here
   */
  static async read(answer: CardsAnswer, open: Keys[], clinic: string): Promise<Ring> {
    const known = await Promise.all(answer.cards.map((each) => knownKey(each, clinic)))
    const keys = new Map(known.flatMap((key) => (key ? [[key.id, key]] : [])))
    for (const { id } of open) {
      const own = keys.get(id)
      if (!own) throw new Tampered('an open key has no card')
      own.isPinned = true
    }
    const own = keys.get(open[0].id)!
    const compared = await Promise.all(answer.pins.map((pin) => believe(pin, own, keys)))
    for (const key of keys.values())
      key.isChanged = !key.isPinned && !key.isRetired && compared.includes(key.member)
    return new Ring(keys, own)
  }

  private constructor(
    readonly keys: Map<string, KnownKey>,
    readonly own: KnownKey
  ) {}

  get clinic() {
    return this.own.clinic
  }

  get pinned(): Set<string> {
    return new Set([...this.keys.values()].filter(({ isPinned }) => isPinned).map(({ id }) => id))
  }

  /** The ids of all recovery keys that were compared, the current one and earlier ones. */
  get recoveries(): string[] {
    return [...this.keys.values()]
      .filter(({ member, isPinned }) => member === RECOVERY && isPinned)
      .map(({ id }) => id)
  }

  /**
   * The recovery key that new records are encrypted to as well.
   *
   * @throws NotPinned
   */
  get recovery(): KnownKey {
    const current = [...this.keys.values()].find(
      ({ member, isRetired }) => member === RECOVERY && !isRetired
    )
    return this.pinnedKey(current?.id ?? RECOVERY)
  }

  /**
   * A key that something may be encrypted to.
   *
   * @throws NotPinned
   */
  pinnedKey(id: string): KnownKey {
    const key = this.keys.get(id)
    if (!key?.isPinned) throw new NotPinned(id)
    return key
  }
}

/** A card that is not right is no key; whoever needs that key will say so. */
async function knownKey(
  { key, card, retiredAt, hasLeft }: CardsAnswer['cards'][number],
  clinic: string
): Promise<KnownKey | null> {
  try {
    const shown = await readCard(card, clinic)
    if (shown.id !== key) return null
    const isRetired = retiredAt !== null
    return { ...shown, isPinned: false, isChanged: false, isRetired, hasLeft }
  } catch {
    return null
  }
}

/**
 * A pin of an earlier key of the member's is not signed by this one, and counts no more.
 *
 * @returns whose key it is about, whether the server still shows that key or not; null if it is not believed
 */
async function believe(pin: string, own: KnownKey, keys: Map<string, KnownKey>) {
  try {
    const { key, member } = await readPin(pin, own)
    const known = keys.get(key)
    if (known?.member === member) known.isPinned = true
    return member
  } catch {
    return null
  }
}
