import { clinicClient } from '#clinics/database'

/** A row of a circle, past the models: a clinic has one for each client, and many are asked for at once. */
export type Named = { id: string; client_id: string | null }

/** A circle with its signed lists, from the first to the last, and the key that signed that. */
export type Chain = { id: string; clientId: string | null; lists: string[]; signedBy: string }

/** These circles with their lists, in the order in which they are given. */
export async function chainsOf(circles: Named[]): Promise<Chain[]> {
  const ids = circles.map(({ id }) => id)
  const lists = byCircle<{ circle_id: string; signed_by: string; text: string }>(
    await clinicClient().from('keys_lists').whereIn('circle_id', ids).orderBy('number')
  )
  return circles.map(({ id, client_id: clientId }) => {
    const own = lists.get(id)!
    return { id, clientId, lists: own.map(({ text }) => text), signedBy: own.at(-1)!.signed_by }
  })
}

/** Rows by the circle that they belong to. */
export function byCircle<Row extends { circle_id: string }>(rows: Row[]): Map<string, Row[]> {
  const sorted = new Map<string, Row[]>()
  for (const row of rows) {
    const others = sorted.get(row.circle_id)
    if (others) others.push(row)
    else sorted.set(row.circle_id, [row])
  }
  return sorted
}
