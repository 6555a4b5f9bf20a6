import { foundCircle, recordKey, renewCircle, unwrap } from '../../keys/browser/crypto/circles.ts'
import { readEnvelope, openRecord, sealRecord } from '../../keys/browser/crypto/envelopes.ts'
import { readCard } from '../../keys/browser/crypto/key_pair.ts'
import { verifyLists } from '../../keys/browser/crypto/lists.ts'
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

/** The same circle with a new record key, as after a suspicion. */
export async function renewedCircle(
  { clinic, keys, member }: Holder,
  { id }: Circle,
  readers: string[]
): Promise<Circle> {
  return at(clinic, async () => {
    const circle = await Circles.query().where('id', id).preload('lists').firstOrFail()
    const cards = await Key.query().whereIn('id', [keys.id, ...readers])
    const known = await Promise.all(cards.map(({ card }) => readCard(card, clinic.id)))
    const where = { clinic: clinic.id, subject: circle.subject, circle: id }
    const keyOf = (key: string) => known.find((each) => each.id === key)
    const lists = await verifyLists(
      circle.lists.map(({ text }) => text),
      where,
      keyOf
    )
    const step = await renewCircle(keys, lists.at(-1)!, known)
    await circle.goOn(step, { by: { member, address: null } })
    const wrap = step.wraps.find(({ key }) => key === keys.id)!
    return { id, version: 2, key: await recordKey(await unwrap(keys, id, wrap)) }
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
