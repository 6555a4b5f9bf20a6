import type { Actor } from '#audit/actor'
import { type AuditEntry, recordAll } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import type Member from '#models/member'
import type {
  EnvelopeRow,
  EnvelopesAnswer,
  EnvelopesAsked,
  SealedEnvelope,
} from '../browser/vault/wire.ts'
import { OF_THE_CLINIC } from '../browser/crypto/ids.ts'
import Circle from './circle.js'
import { checkEnvelopes } from './envelope_check.js'
import Exposure from './exposure.js'
import { type Keeper, keepersHere, type KeptEnvelope } from './keepers.js'

/** What a plugin knows of an envelope that it keeps. */
type Known = Omit<KeptEnvelope, 'envelope'>

/** So much goes to a browser and back at once: a request may have 1 MB. */
const LONGEST = 900_000

/**
 * What of these circles lies under record keys that somebody may know, as far as this member reads them and it goes into
 * one answer.
 */
export async function envelopesToSeal(
  { circles, most }: EnvelopesAsked,
  member: Pick<Member, 'id'>
): Promise<EnvelopesAnswer> {
  const read = await Circle.readAmong(circles, member)
  const exposed = await Exposure.lastOf(read)
  const found: EnvelopeRow[] = []
  const left = new Set<string>()
  for (const { kind, keeper } of exposed.size ? keepersHere() : []) {
    const kept = await keeper.under(exposed, most)
    found.push(...kept.map((each) => ({ kind, ...each })))
    // A full answer ends in the midst of a circle, and did not come to those behind it.
    if (kept.length === most)
      for (const circle of exposed.keys()) if (circle >= kept.at(-1)!.circle) left.add(circle)
  }
  // Somebody wrote on meanwhile.
  if (!found.length) await Exposure.end(read)
  const envelopes = upToLongest(found.slice(0, most))
  for (const { circle } of found.slice(envelopes.length)) left.add(circle)
  return { envelopes, left: [...left] }
}

/**
 * Takes it back from a reader, sealed under the newest record keys: all or nothing. What was written on meanwhile, or given
 * to other readers, is left as it is, and so is what the member who acts does not read.
 *
 * @throws EnvelopeRefused
 */
export async function takeSealed(sent: SealedEnvelope[], { by }: { by: Actor }) {
  if (!sent.length) return
  await transaction(async () => {
    const taken: Known[] = []
    for (const { kind, keeper } of keepersHere()) {
      const theirs = sent.filter((each) => each.kind === kind)
      if (theirs.length) taken.push(...(await replaceAll(keeper, theirs, by)))
    }
    const circles = Map.groupBy(taken, ({ circle }) => circle)
    await Exposure.end([...circles.keys()])
    await recordAll([...circles].map(([circle, each]) => entryOf(circle, each, by)))
  })
}

/** @returns those that it took, as they were kept */
async function replaceAll(keeper: Keeper, sent: SealedEnvelope[], by: Actor): Promise<Known[]> {
  const known = await knownOf(keeper, sent, by)
  const same = sent.filter(({ id, version }) => known.get(id)?.about.version === version)
  const kept = same.map(({ id }) => known.get(id)!)
  const checked = await checkEnvelopes(
    same.map(({ envelope }, at) => {
      const { circle, about } = kept[at]
      return { envelope, circle, expected: { ...about, by: by.member! } }
    })
  )
  await keeper.replace(same.map(({ id, envelope }, at) => ({ id, envelope, ...checked[at] })))
  return kept
}

/** Those of them that are still there, in circles that the member who acts reads. */
async function knownOf(keeper: Keeper, sent: SealedEnvelope[], by: Actor) {
  const kept = await keeper.find(sent.map(({ id }) => id))
  const circles = new Set(kept.map(({ circle }) => circle))
  const read = await Circle.readAmong([...circles], by.member!)
  return new Map(kept.filter(({ circle }) => read.includes(circle)).map((each) => [each.id, each]))
}

function entryOf(circle: string, taken: Known[], by: Actor): AuditEntry {
  const { client } = taken[0].about
  return {
    ...{ action: 'keys.circle_sealed_anew', by, subject: { type: 'circle', id: circle } },
    details: { client: client === OF_THE_CLINIC ? null : client, envelopes: taken.length },
  }
}

/** At least one, or nobody would ever get it. */
function upToLongest(found: EnvelopeRow[]) {
  let length = 0
  const first = found.findIndex(
    ({ envelope }, at) => (length += envelope.length) > LONGEST && at > 0
  )
  return first < 0 ? found : found.slice(0, first)
}
