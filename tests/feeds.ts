import { SERVER } from '#audit/actor'
import CalendarFeed from '#models/calendar_feed'
import type { NameDisplay } from '#plugins/precautions'
import { at, type Person } from './people.js'

/** A member's secret address, as made on the page. */
export function openFeed({ clinic, member }: Person, names: NameDisplay = 'full') {
  return at(clinic, async () => `/feeds/${await CalendarFeed.open(member, names, SERVER)}.ics`)
}
