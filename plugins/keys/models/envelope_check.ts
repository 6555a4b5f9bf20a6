import { currentClinic } from '#clinics/clinic_in_hand'
import type Member from '#models/member'
import { isBase64url } from '../browser/crypto/bytes.ts'
import {
  type Cover,
  IV_BYTES,
  readCover,
  readEnvelope,
  TAG_BYTES,
} from '../browser/crypto/envelopes.ts'
import { Tampered } from '../browser/crypto/faults.ts'
import { OF_THE_CLINIC } from '../browser/crypto/ids.ts'
import { textOfPacked } from './packed.js'
import { EnvelopeRefused } from './refused.js'
import { type Standing, standings } from './circle_standings.js'

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
  return check(envelope, expected, await standings([envelope.circle]))
}

/**
 * The same for many whose ciphertext came as bytes: of those nothing but how many there are could be wrong. Their circles are
 * asked for once.
 *
 * @throws EnvelopeRefused
 */
export async function checkPacked(
  sent: { header: string; bytes: Buffer; circle: string; expected: Expected }[]
): Promise<(Checked & { envelope: string })[]> {
  const here = await standings([...new Set(sent.map(({ circle }) => circle))])
  return sent.map(({ header, bytes, circle, expected }) => {
    if (bytes.length < IV_BYTES + TAG_BYTES) throw new EnvelopeRefused('not_an_envelope')
    const envelope = textOfPacked(header, bytes)
    if (envelope.length > LONGEST) throw new EnvelopeRefused('too_large')
    const cover = coverOf(header)
    if (cover.circle !== circle) throw new EnvelopeRefused('another_record')
    return { envelope, ...check({ ...cover, text: envelope }, expected, here) }
  })
}

function check(
  envelope: Cover & { text: string },
  expected: Expected,
  here: Map<string, Standing>
): Checked {
  const { binding, circleVersion, text } = envelope
  const circle = here.get(envelope.circle)
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
  const { by } = expected
  if (!circle.hasRecovery) throw new EnvelopeRefused('no_recovery')
  if (by && !circle.members.has(by.id)) throw new EnvelopeRefused('no_reader')
  return { circle: circle.id, circleVersion, size: text.length }
}

function read(text: unknown) {
  if (typeof text !== 'string') throw new EnvelopeRefused('not_an_envelope')
  if (text.length > LONGEST) throw new EnvelopeRefused('too_large')
  return orRefused(() => {
    const envelope = readEnvelope(text)
    // Nobody here can open it; that it is base64url throughout is what can be seen.
    if (!envelope.parts.every(isBase64url)) throw new Tampered('not base64url')
    return envelope
  })
}

function coverOf(header: string) {
  return orRefused(() => readCover(header))
}

function orRefused<Value>(work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    if (error instanceof Tampered) throw new EnvelopeRefused('not_an_envelope')
    throw error
  }
}
