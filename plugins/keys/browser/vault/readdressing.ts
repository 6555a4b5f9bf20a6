import { utf8 } from '../crypto/bytes.ts'
import { packSigned, readEnvelope, textOfPacked } from '../crypto/envelopes.ts'
import { Tampered } from '../crypto/faults.ts'
import type { Circle } from './circle.ts'
import { open } from './opening.ts'
import type { Shelf } from './shelf.ts'
import type { ToOpen } from './records.ts'

/**
 * A record under the newest record key of another circle about the same, not signed anew. Opened once more, and compared,
 * before anybody gets it.
 *
 * @param circleLike where it is to lie, found by where it lies now
 * @returns the envelope as it was, if it lies there already
 * @throws Tampered | NotAReader | UnknownSigner | NotPinned
 */
export async function readdress(
  item: ToOpen,
  shelf: Shelf,
  circleLike: (circle: Circle) => Promise<Circle>
): Promise<string> {
  const { circle: from, signed } = await open(item, shelf)
  const circle = await circleLike(from)
  if (circle.id === from.id) return item.envelope
  const { binding } = readEnvelope(item.envelope)
  const packed = await packSigned(circle.sealingKey, circle, binding, utf8(signed))
  const anew = textOfPacked(packed)
  const opened = await open({ envelope: anew, about: item.about }, shelf)
  if (opened.signed !== signed) throw new Tampered('not the same any more')
  return anew
}
