import { currentClinic } from '#clinics/clinic_in_hand'
import {
  changeReaders,
  foundCircle,
  recordKey,
  renewCircle,
  unwrap,
} from '../../keys/browser/crypto/circles.ts'
import { readEnvelope, openRecord, sealRecord } from '../../keys/browser/crypto/envelopes.ts'
import { readCard } from '../../keys/browser/crypto/key_pair.ts'
import { verifyLists } from '../../keys/browser/crypto/lists.ts'
import Circles from '../../keys/models/circle.js'
import Key from '../../keys/models/key.js'
import Wrap from '../../keys/models/wrap.js'
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

/** The same circle with a new record key, which the key that somebody saw does not get: what a rotation does. */
export async function shutOut(before: Holder, after: Holder, { id }: Circle, readers: string[]) {
  const { clinic, member } = after
  const by = { member, address: null }
  return at(clinic, async () => {
    const [mine, ...others] = await Promise.all([after.keys.id, ...readers].map(publicKey))
    const circle = await Circles.query().where('id', id).preload('lists').firstOrFail()
    const wrap = await Wrap.findByOrFail({ circleId: id, keyId: before.keys.id })
    const asWrap = { version: 1, key: before.keys.id, wrap: wrap.text }
    const raws = new Map([[1, await unwrap(before.keys, id, asWrap)]])
    const shared = await changeReaders(before.keys, await lastOf(circle), { added: [mine], raws })
    await Circles.goOn([{ circle: id, ...shared }], { by })
    await circle.load('lists')
    const step = await renewCircle(after.keys, await lastOf(circle), [mine, ...others])
    await Circles.goOn([{ circle: id, ...step }], { by })
    const own = step.wraps.find(({ key }) => key === after.keys.id)!
    return { id, version: 2, key: await recordKey(await unwrap(after.keys, id, own)) }
  })
}

async function publicKey(id: string) {
  const { card } = await Key.findOrFail(id)
  return readCard(card, currentClinic().id)
}

async function lastOf({ id, subject, lists }: Circles) {
  const cards = await Key.known()
  const known = await Promise.all(cards.map((card) => publicKey(card.id)))
  const keyOf = (key: string) => known.find((each) => each.id === key)
  const texts = lists.map(({ text }) => text)
  const verified = await verifyLists(
    texts,
    { clinic: currentClinic().id, subject, circle: id },
    keyOf
  )
  return verified.at(-1)!
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
