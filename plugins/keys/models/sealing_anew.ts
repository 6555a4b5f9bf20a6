import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import type Circle from './circle.js'
import type { EnvelopesAnswer } from '../browser/vault/wire.ts'
import { checkEnvelopes } from './envelope_check.js'
import Exposure from './exposure.js'
import { type Keeper, keepersHere, type KeptEnvelope } from './keepers.js'

/** An envelope that was sealed anew, with the kind, the id and the version under which it was handed out. */
export type Sent = { kind: string; id: string; version: number; envelope: string }

/** So many envelopes go to a browser and back at once, and so much of them: a request may have 1 MB. */
const MOST = 100
const LONGEST = 600_000

type Found = KeptEnvelope & { kind: string }

/** What of a circle lies under record keys that somebody may know, as far as it goes into one answer. */
export async function envelopesToSeal(circle: Circle): Promise<EnvelopesAnswer> {
  const found: Found[] = []
  const last = await Exposure.query()
    .where('circleId', circle.id)
    .orderBy('version', 'desc')
    .first()
  if (!last) return { envelopes: found, isMore: false }
  for (const { kind, keeper } of keepersHere()) {
    if (found.length >= MOST) break
    const kept = await keeper.under(circle.id, last.version + 1, MOST - found.length)
    found.push(...kept.map((each) => ({ kind, ...each })))
  }
  const envelopes = upToLongest(found)
  return { envelopes, isMore: envelopes.length < found.length || found.length >= MOST }
}

/**
 * Takes it back from a reader, sealed under the newest record key: all or nothing. What was written on meanwhile, or given
 * to other readers, is left as it is.
 *
 * @param circle that the member who acts reads
 * @throws EnvelopeRefused
 */
export async function takeSealed(circle: Circle, sent: Sent[], { by }: { by: Actor }) {
  await transaction(async () => {
    let taken = 0
    for (const { kind, keeper } of keepersHere()) {
      const theirs = sent.filter((each) => each.kind === kind)
      if (theirs.length) taken += await replaceAll(keeper, circle, theirs, by)
    }
    await Exposure.end(circle)
    await record({
      ...{ action: 'keys.circle_sealed_anew', by, subject: { type: 'circle', id: circle.id } },
      details: { client: circle.clientId, version: circle.version, envelopes: taken },
    })
  })
}

async function replaceAll(keeper: Keeper, { id: circle }: Circle, sent: Sent[], by: Actor) {
  const kept = await keeper.find(
    circle,
    sent.map(({ id }) => id)
  )
  const abouts = new Map(kept.map(({ id, about }) => [id, about]))
  const same = sent.filter(({ id, version }) => abouts.get(id)?.version === version)
  const checked = await checkEnvelopes(
    circle,
    same.map(({ id, envelope }) => ({
      envelope,
      expected: { ...abouts.get(id)!, by: by.member! },
    }))
  )
  for (const [at, { id, envelope }] of same.entries())
    await keeper.replace({ id, envelope, ...checked[at] })
  return same.length
}

function upToLongest<Each extends KeptEnvelope>(found: Each[]) {
  let length = 0
  return found.filter(({ envelope }, at) => {
    length += envelope.length
    return length <= LONGEST || at === 0
  })
}
