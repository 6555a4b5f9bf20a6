import type { HttpContext } from '@adonisjs/core/http'
import { checkEnvelope } from '../../keys/api.js'
import type { EnvelopeType, Sealed } from '../models/envelope.js'

type Expected = { client: string; record: string; version: number; type: EnvelopeType }

/**
 * What came, if it is an envelope of this very version of this very note, and whoever sends it can read it too.
 * Everything else is refused: plain text cannot be stored by mistake.
 *
 * @throws EnvelopeRefused
 */
export async function sealed(
  { member }: HttpContext,
  text: string,
  expected: Expected
): Promise<Sealed> {
  const { circle, circleVersion, size } = await checkEnvelope(text, { ...expected, by: member })
  return { text, circle, circleVersion, size, type: expected.type }
}
