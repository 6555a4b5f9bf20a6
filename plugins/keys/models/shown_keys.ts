import { currentClinic } from '#clinics/clinic_in_hand'
import { type PublicKey, readCard } from '../browser/crypto/key_pair.ts'
import Key from './key.js'

/** Cards never change, and to verify one takes longer than all else that is done with a list. */
const read = new Map<string, Promise<PublicKey>>()
const MOST = 1000

/** The keys of the clinic in hand that were ever in use, and what each shows of itself. */
export type ShownKeys = { keys: Map<string, Key>; cards: Map<string, PublicKey> }

export async function shownKeys(): Promise<ShownKeys> {
  const keys = await Key.known()
  const clinic = currentClinic().id
  const cards = await Promise.all(keys.map(({ card }) => shown(card, clinic)))
  return {
    keys: new Map(keys.map((key) => [key.id, key])),
    cards: new Map(cards.map((card) => [card.id, card])),
  }
}

function shown(card: string, clinic: string) {
  const name = `${clinic} ${card}`
  const known = read.get(name)
  if (known) return known
  if (read.size >= MOST) read.clear()
  const reading = readCard(card, clinic)
  read.set(name, reading)
  return reading
}
