import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { utcNow } from '#models/columns'

const TABLES = ['appointments', 'attendances'] as const

/** In SQL, with the time that it is now: whether a row takes time or a place, as all do but a hold that is over. */
export function isNotOver(table: (typeof TABLES)[number]) {
  return `(${table}.held_until is null or ${table}.held_until > ?)`
}

/** When the first hold that is in the way of others ends by itself, in milliseconds since 1970. */
export async function holdsEnd(): Promise<number> {
  const now = utcNow()
  const [{ first }]: { first: string | null }[] = await clinicClient().rawQuery(
    `select min(held_until) as first from (
       select held_until from appointments where status = 'held' and held_until > ?
       union all select held_until from attendances where status = 'held' and held_until > ?)`,
    [now, now]
  )
  return first ? Date.parse(first) : Infinity
}

/** Frees what visitors held and did not book in time. @returns whether there was any */
export async function releaseHolds(now = utcNow()): Promise<boolean> {
  // Hardly ever, and looking costs less than deleting nothing.
  if (!(await isSomeOver(now))) return false
  await transaction(async () => {
    for (const table of TABLES)
      await clinicClient()
        .from(table)
        .where('status', 'held')
        .where('held_until', '<=', now)
        .delete()
  })
  return true
}

async function isSomeOver(now: string): Promise<boolean> {
  const [{ isOver }]: { isOver: number }[] = await clinicClient().rawQuery(
    `select exists (select 1 from appointments where status = 'held' and held_until <= ?)
         or exists (select 1 from attendances where status = 'held' and held_until <= ?) as isOver`,
    [now, now]
  )
  return Boolean(isOver)
}
