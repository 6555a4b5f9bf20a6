import { readEnvelope, resealRecord } from '../crypto/envelopes.ts'
import { Tampered } from '../crypto/faults.ts'
import { open } from './opening.ts'
import type { Shelf } from './shelf.ts'
import type { ToOpen } from './vault.ts'

/**
 * A record under the newest record key of its circle. Opened once more, and compared, before anybody gets it.
 *
 * @throws Tampered | NotAReader | UnknownSigner | NotPinned
 */
export async function reseal(item: ToOpen, shelf: Shelf): Promise<string> {
  const { circle, signed } = await open(item, shelf)
  const { binding, circleVersion } = readEnvelope(item.envelope)
  if (circleVersion === circle.version) return item.envelope
  const anew = await resealRecord(circle.sealingKey, circle, binding, signed)
  const opened = await open({ envelope: anew, about: item.about }, shelf)
  if (opened.signed !== signed) throw new Tampered('not the same any more')
  return anew
}
