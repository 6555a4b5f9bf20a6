import type { ApiClient } from '@japa/api-client'
import Appointment from '#models/appointment'
import type { Person } from './people.js'

/** An .ics file with these events. */
export function calendar(events: Record<string, string>[]) {
  const lines = events.flatMap((event, nth) => [
    'BEGIN:VEVENT',
    `UID:event-${nth}`,
    ...Object.entries(event).map(([name, value]) => `${name}:${value}`),
    'END:VEVENT',
  ])
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

/** An hour on the tests' Tuesday, by the clinic's clocks. */
export const hour = (from: number, summary: string, more = {}) => ({
  DTSTART: `20270615T${String(from).padStart(2, '0')}0000`,
  DURATION: 'PT1H',
  SUMMARY: summary,
  ...more,
})

export const upload = (
  client: ApiClient,
  person: Person,
  content: string | Buffer,
  name = 'my.ics'
) =>
  client
    .post('/calendar/imports')
    .as(person)
    .file('file', Buffer.from(content), { filename: name, contentType: 'text/calendar' })

/** The address of the page on which an uploaded file is looked at. */
export async function opened(client: ApiClient, person: Person, content: string) {
  const response = await upload(client, person, content)
  return response.header('location')!
}

/** What is booked, in order. */
export async function planned() {
  const rows = await Appointment.query().orderBy('starts_at')
  return rows.map(({ wallStart, title }) => `${wallStart.slice(5)} ${title}`)
}
