import { uuidv7 } from 'uuidv7'
import type { Actor } from '#audit/actor'
import { recordAll } from '#audit/audit_log'
import { clinicClient, insertAll } from '#clinics/database'
import { utcNow } from '#models/columns'
import Exposure from './exposure.js'
import type { Step } from './step.js'

/** A circle with its next step, which was held against the rules. */
export type Taken = { circle: { id: string; clientId: string | null }; step: Step }

/** Keeps the next steps of circles, in the transaction in hand: of a rotation fifty at once, so past the models. */
export async function keepSteps(taken: Taken[], by: Actor) {
  const dated = () => ({ id: uuidv7(), created_at: utcNow() })
  const lists = taken.map(({ circle, step: { number, claims } }) => ({
    ...{ ...dated(), circle_id: circle.id, number, version: claims.version },
    ...{ signed_by: claims.signer, text: claims.text },
  }))
  const wraps = taken.flatMap(({ circle, step }) =>
    step.wraps.map(({ version, key, wrap }) => ({
      ...{ ...dated(), circle_id: circle.id, version, key_id: key, text: wrap },
    }))
  )
  await insertAll('keys_lists', lists)
  await insertAll('keys_wraps', wraps)
  for (const [key, circles] of leftBehind(taken))
    await clinicClient()
      .from('keys_wraps')
      .where('key_id', key)
      .whereIn('circle_id', circles)
      .delete()
  await Exposure.note(taken.flatMap(seenIn))
  await recordAll(taken.map((each) => entryOf(each, by)))
}

/** The circles that each key is no reader of any more. */
function leftBehind(taken: Taken[]): Map<string, string[]> {
  const left = new Map<string, string[]>()
  for (const { circle, step } of taken)
    for (const { id } of step.gone) left.set(id, [...(left.get(id) ?? []), circle.id])
  return left
}

/** Readers who are none any more, whose keys were seen, and the last record key that each opened. */
function seenIn({ circle: { id: circleId }, step }: Taken) {
  const seen = step.isRenewed ? step.gone.filter((key) => key.supersededWhy === 'suspicion') : []
  return seen.map(({ id: keyId }) => ({ circleId, keyId, version: step.claims.version - 1 }))
}

function entryOf({ circle, step }: Taken, by: Actor) {
  const { version, signer } = step.claims
  const [added, gone] = [step.added, step.gone.map(({ id }) => id)]
  return {
    ...{ action: `keys.${step.verb}`, by, subject: { type: 'circle', id: circle.id } },
    details: { client: circle.clientId, version, signedBy: signer, added, gone },
  }
}
