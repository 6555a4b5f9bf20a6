import { currentClinic } from '#clinics/clinic_in_hand'
import type Member from '#models/member'
import { fromBase64url } from '../browser/crypto/bytes.ts'
import { readEnvelope } from '../browser/crypto/envelopes.ts'
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
  const { binding, circle: id, circleVersion } = envelope
  const circle = await Circle.query()
    .where('id', id)
    // The first says whom they are all about, and there may be hundreds.
    .preload('lists', (lists) => lists.where('number', 1))
    .first()
  if (!circle) throw new EnvelopeRefused('unknown_key')
  const isExpected =
    binding.clinic === currentClinic().id &&
    binding.typ === expected.type &&
    binding.record === expected.record &&
    binding.client === circle.subject &&
    (circle.clientId ?? OF_THE_CLINIC) === expected.client
  if (!isExpected) throw new EnvelopeRefused('another_record')
  if (binding.version !== expected.version || circleVersion !== circle.version)
    throw new EnvelopeRefused('stale')
  await checkReaders(circle, expected.by)
  return { circle: id, circleVersion, size: envelope.text.length }
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

async function checkReaders({ id: circleId, version }: Circle, by?: Pick<Member, 'id'>) {
  const wrapped = Wrap.query().select('keyId').where({ circleId, version })
  const readers = await Key.known().whereIn('id', wrapped).whereNull('retiredAt')
  if (!readers.some(({ kind }) => kind === 'recovery')) throw new EnvelopeRefused('no_recovery')
  if (by && !readers.some(({ memberId }) => memberId === by.id))
    throw new EnvelopeRefused('no_reader')
}
