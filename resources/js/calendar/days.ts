import type { Calendar } from '@event-calendar/core'
import type { Row } from './appointments.ts'
import type { Hours } from './hours.ts'
import { addDays } from './walls.ts'

/** The appointments and the hours of some days, narrowed as the page's address says. */
export async function fetchDays({ startStr: start, endStr: end }: Calendar.FetchInfo) {
  // The grid ends a day where its last hour does, and the server counts whole days.
  const until = end.slice(11, 16) === '00:00' ? end.slice(0, 10) : addDays(end.slice(0, 10), 1)
  const query = new URLSearchParams(window.location.search)
  query.set('from', start.slice(0, 10))
  query.set('until', until)
  const [rows, hours] = await Promise.all([
    read<Row[]>(`/calendar/appointments?${query}`),
    read<Hours>(`/calendar/hours?${query}`),
  ])
  return { rows, hours }
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { accept: 'application/json' }, redirect: 'error' })
  if (!response.ok) throw new Error(`${response.status}`)
  return response.json() as Promise<T>
}
