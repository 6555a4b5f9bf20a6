import { vault } from '../../../keys/browser/api.ts'
import { type EnvelopesPage, type NoteRow, reach } from '../keeping/server.ts'
import { type AddendumBody, type NoteBody, textOf, titleOf } from '../notes/body.ts'
import { type Handed, openAll } from '../notes/opening.ts'
import { NoteIndex } from './index.ts'

/** A note in the index: what stands in a list of results. */
export type Entry = {
  note: string
  client: string
  clientName: string
  title: string
  date: string
}
export type Progress = { opened: number; unreadable: number; isDone: boolean }

type Body = NoteBody | AddendumBody

/** Lives as long as the tab is unlocked, from page to page. */
const index = new NoteIndex<Entry>()
vault.addEventListener('change', () => {
  if (vault.state !== 'unlocked') index.clear()
})

/**
 * Opens every note that this member can read, page by page, and tells how far it is. What is in the index already is
 * not opened again.
 */
export async function fillIndex(onProgress: (progress: Progress) => void, signal: AbortSignal) {
  let after: string | null = ''
  let unreadable = 0
  const tell = (isDone: boolean) => onProgress({ opened: index.size, unreadable, isDone })
  while (after !== null && !signal.aborted) {
    const page: EnvelopesPage = await reach('GET', `/envelopes?after=${after}`)
    const fresh = page.notes.filter((row) => !index.has(keyOf(row)))
    await openAll(
      fresh,
      {
        opened: (row, body) => take(row, body as Body, page.clients[row.client] ?? ''),
        failed: () => (unreadable += 1),
      },
      signal
    )
    after = page.next
    tell(false)
  }
  if (!signal.aborted) tell(true)
  return index
}

export function theIndex() {
  return index
}

function keyOf({ id, version }: NoteRow) {
  return `${id}.${version}`
}

function take(row: Handed, body: Body, clientName: string) {
  const isAddendum = !('template' in body)
  const entry = {
    note: row.parent ?? row.id,
    client: row.client,
    clientName,
    title: isAddendum ? '' : titleOf(body),
    date: isAddendum ? row.createdAt.slice(0, 10) : body.date,
  }
  index.add(keyOf(row), entry, isAddendum ? body.text : textOf(body))
}
