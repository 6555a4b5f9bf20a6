import type { ApiClient } from '@japa/api-client'
import { clockTime } from '#calendar/clock_time'
import { WorkingHours } from '#calendar/hours/working_hours'
import { workingSpans } from '#calendar/hours/working_time'
import { at, type Person } from './people.js'

/** The page of somebody's hours, or one below it. */
export const pathOf = ({ member }: Person, rest = '') => `/settings/hours/${member.id}${rest}`
export type Rows = [string, string, string?][]

/** What the week editor sends. */
export function week(days: Record<string, Rows>, more: Record<string, unknown> = {}) {
  const form: Record<string, unknown> = { validFrom: '', validUntil: '', ...more }
  for (const [day, rows] of Object.entries(days))
    for (const [index, [starts, ends, locationId = '']] of rows.entries())
      Object.assign(form, {
        [`days[${day}][${index}][starts]`]: starts,
        [`days[${day}][${index}][ends]`]: ends,
        [`days[${day}][${index}][locationId]`]: locationId,
      })
  return form
}

/** When somebody works on a date, as clocks show it. */
export async function hoursOn({ clinic, member }: Person, date: string) {
  const spans = await at(clinic, () => workingSpans([member.id], date, date))
  return spans
    .get(member.id)!
    .get(date)!
    .map(({ starts, ends }) => `${clockTime(starts)}-${clockTime(ends)}`)
}

/** Which hours a page shows that is opened now. */
export async function seenNow({ clinic, member }: Person) {
  const { digest } = await at(clinic, () => WorkingHours.of(member))
  return digest
}

/** Saves a week in the editor. */
export async function setHours(
  client: ApiClient,
  person: Person,
  days: Record<string, Rows>,
  more = {}
) {
  const form = week(days, { seen: await seenNow(person), ...more })
  return client.post(pathOf(person, '/weeks')).as(person).form(form)
}
