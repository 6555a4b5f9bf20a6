import { type NoteRow, reach } from '../keeping/server.ts'
import type { NoteBody } from './body.ts'
import { openAll } from './opening.ts'

/**
 * What was written last about a client, as far as this member can read it: a treatment goes on from there. By the day of
 * the treatment, because old notes are brought in later.
 *
 * @param but the note that is being written
 */
export async function lastNote(client: string, but: string): Promise<NoteBody | null> {
  const { notes } = await reach<{ notes: NoteRow[] }>('GET', `/clients/${client}/notes`)
  const others = notes.filter(({ id, parent }) => !parent && id !== but)
  const found: Found[] = []
  await openAll(others, {
    opened: ({ createdAt }, body) => found.push({ at: createdAt, body: body as NoteBody }),
    // The list of notes says of each what is wrong with it.
    failed: () => {},
  })
  found.sort((one, other) => (isLater(one, other) ? -1 : 1))
  return found[0]?.body ?? null
}

type Found = { at: string; body: NoteBody }

function isLater(one: Found, other: Found) {
  return [one.body.date, one.at].join() > [other.body.date, other.at].join()
}
