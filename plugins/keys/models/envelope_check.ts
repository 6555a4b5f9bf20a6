import { currentClinic } from '#clinics/clinic_in_hand'
import type Member from '#models/member'
import { fromBase64url } from '../browser/crypto/bytes.ts'
import { type Envelope, readEnvelope } from '../browser/crypto/envelopes.ts'
import { Tampered } from '../browser/crypto/faults.ts'
import { OF_THE_CLINIC } from '../browser/crypto/ids.ts'
import Circle from './circle.js'
import Key from './key.js'
import { EnvelopeRefused } from './refused.js'
import Wrap from './wrap.js'

/** The longest envelope that is kept, in characters, which are bytes: 256 KiB. */
export const LONGEST = 256 * 1024

/** What an envelope has to be about. `client` is where it is filed now, `version` the next one. */
export type Expected = {
  type: string
  client: string
  record: string
  version: number
  /** Who sends it: must be a reader of the circle. */
  by?: Pick<Member, 'id'>
}

/** What an envelope tells: its circle and version, and its length in bytes. */
export type Checked = { circle: string; circleVersion: number; size: number }

/**
 * Looks at an envelope from outside, which is all that a server can do, and refuses whatever is not one: so that nothing
 * readable is stored by mistake, nothing that would not open, and nothing that the recovery key does not open.
 *
 * @throws EnvelopeRefused whose `word` is a sentence and whose `status` is the answer
 */
export async function checkEnvelope(text: unknown, expected: Expected): Promise<Checked> {
  const envelope = read(text)
  return check(envelope, expected, await standing(envelope.circle))
}

/**
 * The same for many of one circle, which is then asked for once.
 *
 * @throws EnvelopeRefused
 */
export async function checkEnvelopes(
  circle: string,
  sent: { envelope: string; expected: Expected }[]
): Promise<Checked[]> {
  const here = await standing(circle)
  return sent.map(({ envelope: text, expected }) => {
    const envelope = read(text)
    if (envelope.circle !== circle) throw new EnvelopeRefused('another_record')
    return check(envelope, expected, here)
  })
}

type Standing = { circle: Circle; readers: Key[] }

/** A circle as it is now, and the keys that read what is written for it. */
async function standing(id: string): Promise<Standing> {
  const circle = await Circle.query()
    .where('id', id)
    // The first says whom they are all about, and there may be hundreds.
    .preload('lists', (lists) => lists.where('number', 1))
    .first()
  if (!circle) throw new EnvelopeRefused('unknown_key')
  const wrapped = Wrap.query().select('keyId').where({ circleId: id, version: circle.version })
  return { circle, readers: await Key.known().whereIn('id', wrapped).whereNull('retiredAt') }
}

function check(envelope: Envelope, expected: Expected, { circle, readers }: Standing): Checked {
  const { binding, circleVersion, text } = envelope
  const isExpected =
    binding.clinic === currentClinic().id &&
    binding.typ === expected.type &&
    binding.record === expected.record &&
    binding.client === circle.subject &&
    (circle.clientId ?? OF_THE_CLINIC) === expected.client
  if (!isExpected) throw new EnvelopeRefused('another_record')
  if (binding.version !== expected.version || circleVersion !== circle.version)
    throw new EnvelopeRefused('stale')
  const { by } = expected
  if (!readers.some(({ kind }) => kind === 'recovery')) throw new EnvelopeRefused('no_recovery')
  if (by && !readers.some(({ memberId }) => memberId === by.id))
    throw new EnvelopeRefused('no_reader')
  return { circle: circle.id, circleVersion, size: text.length }
}

function read(text: unknown) {
  if (typeof text !== 'string') throw new EnvelopeRefused('not_an_envelope')
  if (text.length > LONGEST) throw new EnvelopeRefused('too_large')
  try {
    // Nobody here can open it; that it is base64url throughout is what can be seen.
    for (const part of text.split('.')) fromBase64url(part)
    return readEnvelope(text)
  } catch (error) {
    if (error instanceof Tampered || error instanceof SyntaxError)
      throw new EnvelopeRefused('not_an_envelope')
    throw error
  }
}
