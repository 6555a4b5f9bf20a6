import { clinicClient } from '#clinics/database'
import { parseList } from '../browser/crypto/lists.ts'

/** A circle as it is now: whom its envelopes name, where it is filed, and who reads what is written for it. */
export type Standing = {
  id: string
  subject: string
  clientId: string | null
  version: number
  members: Set<string>
  hasRecovery: boolean
}

type CircleRow = { id: string; client_id: string | null; version: number; first: string }
type ReaderRow = { circle_id: string; kind: string; member_id: string }

/** How these circles stand, by their ids; past the models, because each note that is saved asks. */
export async function standings(ids: string[]): Promise<Map<string, Standing>> {
  const circles: CircleRow[] = await clinicClient()
    .from('keys_circles as circle')
    // The first list says whom all are about, and there may be hundreds.
    .join('keys_lists as list', 'list.circle_id', 'circle.id')
    .where('list.number', 1)
    .whereIn('circle.id', ids)
    .select('circle.id', 'circle.client_id', 'circle.version', 'list.text as first')
  const standing = new Map(circles.map((row) => [row.id, standingOf(row)]))
  for (const { circle_id: id, kind, member_id: member } of await readersOf(ids)) {
    if (kind === 'recovery') standing.get(id)!.hasRecovery = true
    else standing.get(id)!.members.add(member)
  }
  return standing
}

function standingOf({ id, client_id: clientId, version, first }: CircleRow): Standing {
  const { subject } = parseList(first)
  return { id, subject, clientId, version, members: new Set(), hasRecovery: false }
}

/** Whose keys, in use, have the newest record keys. */
async function readersOf(ids: string[]): Promise<ReaderRow[]> {
  return clinicClient()
    .from('keys_wraps as wrap')
    .join('keys_circles as circle', (join) =>
      join.on('circle.id', 'wrap.circle_id').andOn('circle.version', 'wrap.version')
    )
    .join('keys_keys as key', 'key.id', 'wrap.key_id')
    .whereIn('circle.id', ids)
    .whereNotNull('key.proved_at')
    .whereNull('key.retired_at')
    .select('wrap.circle_id', 'key.kind', 'key.member_id')
}
