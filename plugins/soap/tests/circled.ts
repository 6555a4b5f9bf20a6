import { foundCircle, recordKey, unwrap } from '../../keys/browser/crypto/circles.ts'
import { readEnvelope, openRecord, sealRecord } from '../../keys/browser/crypto/envelopes.ts'
import { readCard } from '../../keys/browser/crypto/key_pair.ts'
import Circles from '../../keys/models/circle.js'
import Key from '../../keys/models/key.js'
import type { Holder } from '../../keys/tests/keyed.js'
import { at } from '#tests/people'

type RecordKey = Awaited<ReturnType<typeof recordKey>>

/** A circle on the server, and its record key, as one reader has it. */
export type Circle = { id: string; version: number; key: RecordKey }

export type Sealing = {
  type: string
  client: string
  record: string
  version: number
  body: unknown
}

/** Makes a circle as this holder's browser does, for the holder and these keys. */
export async function circleOf(
  holder: Holder,
  subject: string,
  readers: string[]
): Promise<Circle> {
  const { clinic, keys, member } = holder
  return at(clinic, async () => {
    const cards = await Key.query().whereIn('id', [keys.id, ...readers])
    const known = await Promise.all(cards.map(({ card }) => readCard(card, clinic.id)))
    const step = await foundCircle(keys, { clinic: clinic.id, subject }, known)
    const { id } = await Circles.found(step, { by: { member, address: null } })
    const wrap = step.wraps.find(({ key }) => key === keys.id)!
    const key = await recordKey(await unwrap(keys, id, wrap))
    return { id, version: 1, key }
  })
}

/** Seals a record as a browser does; `signed` is what is inside. */
export async function sealFor(
  { keys, clinic }: Holder,
  circle: Circle,
  { body, ...about }: Sealing
) {
  const { type: typ, client, record, version } = about
  const binding = { typ, clinic: clinic.id, client, record, version }
  const { aes } = circle.key
  const envelope = await sealRecord(keys, aes, circle, binding, { at: new Date(), body })
  const { signed } = await openRecord(aes, readEnvelope(envelope))
  return { envelope, signed: signed.text }
}
