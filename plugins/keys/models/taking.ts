import { uuidv7 } from 'uuidv7'
import type { Actor } from '#audit/actor'
import { recordAll } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import { utcNow } from '#models/columns'
import type Circle from './circle.js'
import Exposure from './exposure.js'
import type { Step } from './step.js'
import Wrap from './wrap.js'

/** A circle with its next step, which was held against the rules. */
export type Taken = { circle: Circle; step: Step }

/** Few enough for one statement of SQLite. */
const ROWS = 500

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
  await insert('keys_lists', lists)
  await insert('keys_wraps', wraps)
  for (const { circle, step } of taken)
    if (step.gone.length)
      await Wrap.query()
        .where('circleId', circle.id)
        .whereIn(
          'keyId',
          step.gone.map(({ id }) => id)
        )
        .delete()
  await Exposure.note(taken.filter(({ step }) => step.isRenewed))
  await recordAll(taken.map((each) => entryOf(each, by)))
}

function entryOf({ circle, step }: Taken, by: Actor) {
  const { version, signer } = step.claims
  const [added, gone] = [step.added, step.gone.map(({ id }) => id)]
  return {
    ...{ action: `keys.${step.verb}`, by, subject: { type: 'circle', id: circle.id } },
    details: { client: circle.clientId, version, signedBy: signer, added, gone },
  }
}

async function insert(table: string, rows: object[]) {
  for (let first = 0; first < rows.length; first += ROWS)
    await clinicClient()
      .insertQuery()
      .table(table)
      .multiInsert(rows.slice(first, first + ROWS))
}
