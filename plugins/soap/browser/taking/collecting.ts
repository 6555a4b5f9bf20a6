import { type EnvelopesPage, type NoteRow, reach } from '../keeping/server.ts'
import type { AddendumBody, NoteBody } from '../notes/body.ts'
import { type Handed, openAll } from '../notes/opening.ts'

/** A note that was opened, with what was added to it. */
export type Taken = {
  row: Handed
  clientName: string
  body: NoteBody
  addenda: { row: Handed; body: AddendumBody }[]
}
export type Collection = { notes: Taken[]; unreadable: number }

/** Opens every note that this member can read, about one client or about all. */
export async function collect(
  client: { id: string; name?: string } | undefined,
  onProgress: (opened: number) => void
): Promise<Collection> {
  const notes = new Map<string, Taken>()
  const added: { row: Handed; body: AddendumBody }[] = []
  let unreadable = 0
  for await (const { rows, names } of client ? ofClient(client) : ofAll()) {
    await openAll(rows, {
      opened: (row, body) => {
        const clientName = names[row.client] ?? ''
        if (row.parent) added.push({ row, body: body as AddendumBody })
        else notes.set(row.id, { row, clientName, body: body as NoteBody, addenda: [] })
      },
      failed: () => (unreadable += 1),
    })
    onProgress(notes.size)
  }
  for (const addendum of added) notes.get(addendum.row.parent!)?.addenda.push(addendum)
  const newest = [...notes.values()].sort((one, other) =>
    other.body.date.localeCompare(one.body.date)
  )
  return { notes: newest, unreadable }
}

type Portion = { rows: NoteRow[]; names: Record<string, string> }

async function* ofClient({
  id,
  name = '',
}: {
  id: string
  name?: string
}): AsyncGenerator<Portion> {
  const { notes } = await reach<{ notes: NoteRow[] }>('GET', `/clients/${id}/notes`)
  yield { rows: notes, names: { [id]: name } }
}

async function* ofAll(): AsyncGenerator<Portion> {
  let after: string | null = ''
  while (after !== null) {
    const page: EnvelopesPage = await reach('GET', `/envelopes?after=${after}`)
    yield { rows: page.notes, names: page.clients }
    after = page.next
  }
}
