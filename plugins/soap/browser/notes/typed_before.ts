import { vault } from '../../../keys/browser/api.ts'
import { buffer, type Unsent } from '../keeping/buffer.ts'
import { sittingsInHand } from '../keeping/in_hand.ts'
import { pageData } from '../parts/page.ts'
import type { NoteBody } from './body.ts'

/** Something that was typed in this browser and did not get to the server. */
export type Typed = { unsent: Unsent; body: NoteBody }
/** `closed`: how many could not be opened. They stay where they are. */
export type TypedBefore = { typed: Typed[]; closed: number }

/**
 * What a member typed here before in a note, the earliest first.
 *
 * @param known the envelope that the server has: what is the same is forgotten here
 */
export async function typedBefore(
  note: string,
  member: string,
  known?: string
): Promise<TypedBefore> {
  const typed: Typed[] = []
  let closed = 0
  const isInHand = await sittingsInHand()
  for (const unsent of await buffer.find(note, member)) {
    // Another tab is writing it, and brings it to the server itself.
    if (isInHand(unsent.sitting)) continue
    if (unsent.envelope === known) await buffer.remove(unsent)
    else
      await bodyOf(unsent).then(
        (body) => typed.push({ unsent, body }),
        () => closed++
      )
  }
  return { typed, closed }
}

/** Asked for as the client of the page, who may be another by now than when it was typed: they were merged. */
async function bodyOf({ envelope, note, version }: Unsent) {
  const client = pageData().client!.id
  const about = { type: 'soap-draft', client, record: note, version }
  const { body } = await vault.open<NoteBody>(envelope, about)
  return body
}
