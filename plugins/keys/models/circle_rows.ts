import { clinicClient } from '#clinics/database'
import type Member from '#models/member'
import { OF_THE_CLINIC } from '../browser/crypto/ids.ts'
import { parseList } from '../browser/crypto/lists.ts'
import type { CircleRow } from '../browser/vault/wire.ts'
import Circle from './circle.js'
import Key from './key.js'

type Named = { id: string; client_id: string | null }
type ListRow = { circle_id: string; signed_by: string; text: string }
type Wrap = { circle_id: string; version: number; key_id: string; text: string }

/**
 * What browsers are told of all circles that these readers read, each by the keys that they have, with the wraps of the
 * first. Past the models: a clinic has a circle for each client, and they are asked for all at once.
 */
export async function rowsReadBy(readers: string[][], client?: string): Promise<CircleRow[]> {
  const circles = await Circle.readBy(readers, client).pojo<Named>()
  return rowsOf(circles, await listsOf(circles), readers[0])
}

/** The same of these, with the wraps of a member's keys and of whoever signed them last: that may be the recovery key. */
export async function rowsFor({ id: memberId }: Pick<Member, 'id'>, ids: string[]) {
  const own = await Key.query().where({ memberId }).whereNull('retiredAt')
  const circles = await Circle.query().whereIn('id', ids).pojo<Named>()
  const lists = await listsOf(circles)
  const signers = [...lists.values()].map((each) => each.at(-1)!.signed_by)
  return rowsOf(circles, lists, [...new Set([...own.map(({ id }) => id), ...signers])])
}

async function rowsOf(
  circles: Named[],
  lists: Map<string, ListRow[]>,
  keys: string[]
): Promise<CircleRow[]> {
  const ids = circles.map(({ id }) => id)
  const from = (table: string) => clinicClient().from(table).whereIn('circle_id', ids)
  const wraps = byCircle<Wrap>(await from('keys_wraps').whereIn('key_id', keys))
  const exposures = byCircle<{ circle_id: string }>(await from('keys_exposures'))
  return circles.map(({ id, client_id: client }) => {
    const texts = lists.get(id)!.map(({ text }) => text)
    return {
      ...{ id, subject: parseList(texts[0]).subject, client: client ?? OF_THE_CLINIC },
      isExposed: exposures.has(id),
      lists: texts,
      wraps: (wraps.get(id) ?? []).map(({ version, key_id: key, text }) => ({
        ...{ version, key, wrap: text },
      })),
    }
  })
}

/** From the first to the last. */
async function listsOf(circles: Named[]) {
  const ids = circles.map(({ id }) => id)
  const lists = clinicClient().from('keys_lists').whereIn('circle_id', ids).orderBy('number')
  return byCircle<ListRow>(await lists)
}

function byCircle<Row extends { circle_id: string }>(rows: Row[]): Map<string, Row[]> {
  const sorted = new Map<string, Row[]>()
  for (const row of rows) {
    const others = sorted.get(row.circle_id)
    if (others) others.push(row)
    else sorted.set(row.circle_id, [row])
  }
  return sorted
}
