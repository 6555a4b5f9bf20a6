import { readEnvelope, resealRecord } from '../crypto/envelopes.ts'
import { Tampered } from '../crypto/faults.ts'
import type { Circle } from './circle.ts'
import { open } from './opening.ts'
import type { Shelf } from './shelf.ts'
import type { ToOpen } from './vault.ts'

/**
 * A record under the newest record key of its circle, or of another one about the same client. Opened once more, and compared, before anybody gets it.
 *
 * @throws Tampered | NotAReader | UnknownSigner | NotPinned
 */
export async function reseal(item: ToOpen, shelf: Shelf, target?: Circle): Promise<string> {
  const { circle: from, signed } = await open(item, shelf)
  const { binding, circleVersion } = readEnvelope(item.envelope)
  const circle = target ?? from
  if (circle.subject !== from.subject) throw new Tampered('a circle of another client')
  if (circle.id === from.id && circleVersion === circle.version) return item.envelope
  const anew = await resealRecord(circle.sealingKey, circle, binding, signed)
  const opened = await open({ envelope: anew, about: item.about }, shelf)
  if (opened.signed !== signed) throw new Tampered('not the same any more')
  return anew
}
