import { checkLog } from '#audit/verification'
import { releaseHolds } from '#calendar/holds'
import { tidyCalendarImports } from '#calendar/files/imported_files'
import { currentClinic } from '#clinics/clinic_in_hand'
import { HeldFiles } from '#clinics/held_files'
import { Sessions } from '#clinics/sessions'
import { Attempts } from '#members/attempts'
import { tidyLinks } from '#members/retention'
import { tidyImports } from '#imports/retention'
import { tidyOutbox } from '#mails/retention'
import CalendarFeed from '#models/calendar_feed'
import ExportRequest from '#models/export_request'
import TimeOff from '#models/time_off'
import { tidyCalls } from '#plugins/retention'
import { every, type ScheduledTask } from '#plugins/schedule'
import { switchedOn } from '#plugins/switched_on'

/** A task with the name under which the database keeps when it ran last: `core.outbox`, `consents.reminders`. */
export type NamedTask = ScheduledTask & { id: string }

/** What the core does again and again in every clinic, with the clinic in hand. */
export const CLINIC_TASKS: ScheduledTask[] = [
  every('1 hour', 'outbox', tidyOutbox),
  every('1 minute', 'holds', async () => void (await releaseHolds())),
  every('1 day', 'audit', checkLog),
  every('1 hour', 'imports', tidyImports),
  every('1 hour', 'export_requests', () => ExportRequest.tidy()),
  every('1 hour', 'calendar_imports', tidyCalendarImports),
  every('1 hour', 'held_files', () => HeldFiles.tidy(currentClinic().id)),
  every('1 day', 'removed_time_off', () => TimeOff.forgetRemoved()),
  every('1 day', 'links', tidyLinks),
  every('1 day', 'calendar_feeds', () => CalendarFeed.warn()),
  every('1 day', 'calls', tidyCalls),
]

/** What it does for the server as a whole, with no clinic in hand. Also at each start. */
export const SERVER_TASKS: ScheduledTask[] = [
  every('1 hour', 'sessions', async () => Sessions.instance.prune()),
  every('1 hour', 'attempts', async () => Attempts.instance.prune()),
]

/** All recurring work of the clinic in hand: the core's, and that of the plugins that are on. */
export function clinicTasks(): NamedTask[] {
  const plugins = switchedOn().schedule.map(({ plugin, contribution }) => ({
    ...contribution,
    id: `${plugin.id}.${contribution.name}`,
  }))
  return [...CLINIC_TASKS.map((task) => ({ ...task, id: `core.${task.name}` })), ...plugins]
}
