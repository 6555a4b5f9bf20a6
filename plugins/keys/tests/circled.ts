import { at, type Person } from '#tests/people'
import { foundCircle } from '../browser/crypto/circles.ts'
import { type Keys, type PublicKey, readCard } from '../browser/crypto/key_pair.ts'
import Circle from '../models/circle.js'
import Key from '../models/key.js'
import type { Holder } from './keyed.js'

/** The public halves of these keys, as their cards in the clinic show them. */
export async function shown(
  { clinic }: Pick<Person, 'clinic'>,
  ids: string[]
): Promise<PublicKey[]> {
  return at(clinic, async () => {
    const keys = await Promise.all(ids.map((id) => Key.findOrFail(id)))
    return Promise.all(keys.map(({ card }) => readCard(card, clinic.id)))
  })
}

/** The first step of a circle about a client (or `clinic`): for its maker, the recovery key, and whoever else. */
export async function firstStep(
  holder: Holder,
  recovery: Keys,
  subject: string,
  others: string[] = []
) {
  const readers = await shown(holder, [holder.keys.id, recovery.id, ...others])
  return foundCircle(holder.keys, { clinic: holder.clinic.id, subject }, readers)
}

/** The same, kept as if this person's browser had sent it. */
export async function circleOf(
  holder: Holder,
  recovery: Keys,
  subject: string,
  others: string[] = []
) {
  const step = await firstStep(holder, recovery, subject, others)
  const { clinic, member } = holder
  return at(clinic, () => Circle.found(step, { by: { member, address: null } }))
}
