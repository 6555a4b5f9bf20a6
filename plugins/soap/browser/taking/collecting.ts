import { vault } from '../../../keys/browser/api.ts'
import { type EnvelopesPage, type NoteRow, reach } from '../keeping/server.ts'
import type { AddendumBody, NoteBody } from '../notes/body.ts'
import { type Handed, isHanded, toOpen, verify } from '../notes/opening.ts'

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
    await vault.openMany(rows.filter(isHanded).map(toOpen), async (one) => {
      const { row } = one.item
      try {
        if ('fault' in one) throw one.fault
        await verify(row, one.opened)
        const clientName = names[row.client] ?? ''
        if (row.parent) added.push({ row, body: one.opened.body as AddendumBody })
        else notes.set(row.id, { row, clientName, body: one.opened.body as NoteBody, addenda: [] })
      } catch {
        unreadable += 1
      }
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
