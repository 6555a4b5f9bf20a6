import { type Cover, openRecord, readEnvelope } from '../crypto/envelopes.ts'
import { NotAReader, Tampered, UnknownSigner } from '../crypto/faults.ts'
import type { Circle } from './circle.ts'
import type { Ring } from './ring.ts'
import type { About, Author, Opened, ToOpen } from './records.ts'

/** Where the circles and the keys are that somebody knows. */
type Known = { ring: Ring; find(circle: string): Circle | undefined }

/**
 * Opens one envelope: what it says of itself is what was asked for, its circle is one of this client's, what is signed
 * inside says the same, and its author is known.
 *
 * @throws Tampered | NotAReader | UnknownSigner
 */
export async function open<Body>(item: ToOpen, shelf: Known): Promise<Opened<Body>> {
  const { about } = item
  const envelope = readEnvelope(item.envelope)
  const circle = circleAsked(envelope, about, shelf)
  const content = await openRecord(circle.openingKey(envelope.circleVersion), envelope)
  const author = await authorOf(content, circle, shelf)
  const { at, signed } = content
  const movedFrom = circle.subject === about.client ? null : circle.subject
  const body = content.body as Body
  return { author, at, version: about.version, circle, body, signed: signed.text, movedFrom }
}

/**
 * The circle of an envelope whose cover says what was asked for. Nothing is open yet.
 *
 * @throws Tampered | NotAReader
 */
export function circleAsked({ binding, circle: id }: Cover, about: About, shelf: Known): Circle {
  const circle = shelf.find(id)
  if (!circle) throw new NotAReader()
  const isAsked =
    binding.clinic === shelf.ring.clinic &&
    binding.typ === about.type &&
    binding.record === about.record &&
    binding.version === about.version &&
    binding.client === circle.subject &&
    circle.client === about.client
  if (!isAsked) throw new Tampered('another record')
  return circle
}

/** Whoever signed it, if this member compared their key, or believes a reader who says that they are one too. */
async function authorOf(
  { author, signed }: Awaited<ReturnType<typeof openRecord>>,
  circle: Circle,
  { ring }: Known
): Promise<Author> {
  const key = ring.keys.get(author)
  if (!key || !(key.isPinned || circle.vouchesFor(author))) throw new UnknownSigner(author)
  await signed.mustBeSigned(key.verify)
  return { key: author, member: key.member, isPinned: key.isPinned }
}
