import type { I18n } from '@adonisjs/i18n'
import type { Actor } from '#audit/actor'
import { type AuditEntry, recordAll } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import type Member from '#models/member'
import type {
  EnvelopesAnswer,
  EnvelopesAsked,
  KeptPlace,
  SealedRow,
} from '../browser/vault/wire.ts'
import { OF_THE_CLINIC } from '../browser/crypto/ids.ts'
import Circle from './circle.js'
import { checkPacked } from './envelope_check.js'
import Exposure from './exposure.js'
import { type Keeper, keepersHere, type KeptEnvelope } from './keepers.js'
import { packedOf } from './packed.js'

/** What a plugin knows of an envelope that it keeps. */
type Known = Omit<KeptEnvelope, 'envelope'>

/** One of those that came back. */
export type SealedAgain = SealedRow & { bytes: Buffer }

/** So much goes to a browser at once, in characters, and a quarter less comes back. */
const LONGEST = 2_000_000

/**
 * What of these circles lies under record keys that somebody may know, as far as this member reads them and it goes into
 * one answer.
 */
export async function envelopesToSeal(
  { circles, most }: EnvelopesAsked,
  member: Pick<Member, 'id'>
): Promise<{ said: EnvelopesAnswer; bytes: Buffer[] }> {
  const read = await Circle.readAmong(circles, member)
  const exposed = await Exposure.lastOf(read)
  const found: ({ kind: string } & KeptEnvelope)[] = []
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
  const handed = upToLongest(found.slice(0, most))
  for (const { circle } of found.slice(handed.length)) left.add(circle)
  const packed = handed.map(({ envelope, kind, id, circle, about }) => ({
    ...{ row: { kind, id, circle, about }, ...packedOf(envelope) },
  }))
  const envelopes = packed.map(({ row, header, bytes }) => ({
    ...row,
    header,
    length: bytes.length,
  }))
  return { said: { envelopes, left: [...left] }, bytes: packed.map(({ bytes }) => bytes) }
}

/** Where these envelopes are found, as far as this member reads them: some did not open in their browser. */
export async function placesOf(ids: string[], member: Pick<Member, 'id'>, i18n: I18n) {
  const found = await Promise.all(keepersHere().map(({ keeper }) => keeper.places(ids, i18n)))
  const places = found.flat()
  const circles = new Set(places.map(({ circle }) => circle))
  const read = new Set(await Circle.readAmong([...circles], member))
  return places
    .filter(({ circle }) => read.has(circle))
    .map(({ place, words }): KeptPlace => ({ place, words }))
}

/**
 * Takes it back from a reader, sealed under the newest record keys: all or nothing. What was written on meanwhile, or given
 * to other readers, is left as it is, and so is what the member who acts does not read, or what nobody else may know.
 *
 * @throws EnvelopeRefused
 */
export async function takeSealed(sent: SealedAgain[], { by }: { by: Actor }) {
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
async function replaceAll(keeper: Keeper, sent: SealedAgain[], by: Actor): Promise<Known[]> {
  const known = await knownOf(keeper, sent, by)
  const same = sent.filter(({ id, version }) => known.get(id)?.about.version === version)
  const kept = same.map(({ id }) => known.get(id)!)
  const checked = await checkPacked(
    same.map(({ header, bytes }, at) => {
      const { circle, about } = kept[at]
      return { header, bytes, circle, expected: { ...about, by: by.member! } }
    })
  )
  await keeper.replace(same.map(({ id }, at) => ({ id, ...checked[at] })))
  return kept
}

/**
 * Those of them that are still there and exposed, in circles that the member who acts reads. Nothing else: or any reader
 * could put something else in the place of what a colleague wrote.
 */
async function knownOf(keeper: Keeper, sent: SealedAgain[], by: Actor) {
  const kept = await keeper.find(sent.map(({ id }) => id))
  const circles = new Set(kept.map(({ circle }) => circle))
  const read = await Circle.readAmong([...circles], by.member!)
  const exposed = await Exposure.lastOf(read)
  const due = kept.filter(
    ({ circle, circleVersion }) => circleVersion <= (exposed.get(circle) ?? 0)
  )
  return new Map(due.map((each) => [each.id, each]))
}

function entryOf(circle: string, taken: Known[], by: Actor): AuditEntry {
  const { client } = taken[0].about
  return {
    ...{ action: 'keys.circle_sealed_anew', by, subject: { type: 'circle', id: circle } },
    details: { client: client === OF_THE_CLINIC ? null : client, envelopes: taken.length },
  }
}

/** At least one, or nobody would ever get it. */
function upToLongest<Row extends KeptEnvelope>(found: Row[]) {
  let length = 0
  const first = found.findIndex(
    ({ envelope }, at) => (length += envelope.length) > LONGEST && at > 0
  )
  return first < 0 ? found : found.slice(0, first)
}
