import { Tampered } from '../browser/crypto/faults.js'
import {
  type Keys,
  makeCard,
  makeKeys,
  type PublicKey,
  readCard,
  RECOVERY,
} from '../browser/crypto/key_pair.js'

export const CLINIC = '0195f000-0000-7000-8000-000000000001'
export const CLIENT = '0195f000-0000-7000-8000-00000000c11e'
export const RECORD = '0195f000-0000-7000-8000-000000004ec0'

/** A key, its card, and what others read on that card. */
export type Held = { keys: Keys; card: string; shown: PublicKey }

export async function held(member: string, keys?: Keys): Promise<Held> {
  keys ??= await makeKeys()
  const card = await makeCard(keys, { clinic: CLINIC, member, made: new Date('2027-03-01') })
  return { keys, card, shown: await readCard(card, CLINIC) }
}

/** Two members, a stranger, and the recovery key. */
export async function keyring() {
  const [signe, bo, stranger, recovery] = await Promise.all([
    held('signe'),
    held('bo'),
    held('stranger'),
    held(RECOVERY),
  ])
  const all = [signe, bo, stranger, recovery]
  const keyOf = (id: string) => all.find(({ keys }) => keys.id === id)?.shown
  return { signe, bo, stranger, recovery, keyOf }
}

/** Which of these do not throw Tampered, by name: none, if all is well. */
export async function notRefused(attempts: Record<string, () => Promise<unknown>>) {
  const outcomes = await Promise.all(
    Object.entries(attempts).map(async ([name, attempt]) =>
      attempt().then(
        () => name,
        (error) => (error instanceof Tampered ? null : `${name}: ${error}`)
      )
    )
  )
  return outcomes.filter(Boolean)
}
