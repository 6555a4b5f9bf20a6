import { openRecord, readEnvelope, resealRecord } from '../crypto/envelopes.ts'
import { NotAReader, Tampered } from '../crypto/faults.ts'
import { inPortions } from './batches.ts'
import type { Circle } from './circle.ts'
import type { Progress } from './progress.ts'
import { asAsked } from './opening.ts'
import { server } from './server.ts'
import type { Shelf } from './shelf.ts'
import type { ToOpen } from './records.ts'
import type { EnvelopeRow, EnvelopesPosted } from './wire.ts'

type Sealed = EnvelopesPosted['envelopes']

/** So many circles are under way at once: while the server writes, the browser encrypts. */
const AT_ONCE = 10

/**
 * Encrypts anew, circle by circle, what lies under record keys that somebody may know. Each envelope was opened under its
 * new key, and compared, before the server puts it in the place of the old one. What is done is with the server: it can be
 * stopped after each portion, and goes on in any browser of any reader.
 *
 * @param shelf loaded, with circles whose record keys were renewed
 * @throws Tampered when an envelope did not open; it is left as it is, and the others are encrypted anew
 */
export async function* sealAnew(shelf: Shelf): AsyncGenerator<Progress> {
  const exposed = shelf.all.filter(({ isExposed }) => isExposed)
  const total = exposed.length
  const faults: Error[] = []
  for (let done = 0; done < total; done += AT_ONCE) {
    yield { step: 'sealing', done, total }
    await inPortions(exposed.slice(done, done + AT_ONCE), async (circle) => {
      faults.push(...(await sealCircle(circle, shelf)))
    })
  }
  yield { step: 'sealing', done: total, total }
  if (faults.length) throw faults[0]
}

/** Goes through a circle, as much at once as the server hands out. Tells what did not open. */
async function sealCircle(circle: Circle, shelf: Shelf): Promise<Error[]> {
  for (;;) {
    const { envelopes, isMore } = await server.toSealAnew(circle.id)
    const { sealed, fault } = await sealAll(envelopes, shelf)
    if (sealed.length) await server.sealedAnew(circle.id, { envelopes: sealed })
    // What does not open would come back for ever.
    if (!isMore || !sealed.length) return fault ? [fault] : []
  }
}

async function sealAll(rows: EnvelopeRow[], shelf: Shelf) {
  const sealed: Sealed = []
  let fault: Error | null = null
  await inPortions(rows, async (row) => {
    try {
      const { kind, id, about } = row
      sealed.push({ kind, id, version: about.version, envelope: await underNewest(row, shelf) })
    } catch (error) {
      if (!(error instanceof Tampered || error instanceof NotAReader)) throw error
      fault = new Tampered('does not open')
    }
  })
  return { sealed, fault }
}

/** Whose signature is inside is for its readers to look at: it stays whose it is. */
async function underNewest(item: ToOpen, shelf: Shelf): Promise<string> {
  const { envelope, circle } = asAsked(item, shelf)
  const { signed } = await openRecord(circle.openingKey(envelope.circleVersion), envelope)
  const anew = await resealRecord(circle.sealingKey, circle, envelope.binding, signed.text)
  const again = await openRecord(circle.openingKey(circle.version), readEnvelope(anew))
  if (again.signed.text !== signed.text) throw new Tampered('not the same any more')
  return anew
}
