import emitter from '@adonisjs/core/services/emitter'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { clinicSettings } from '#clinics/settings'
import AppointmentBooked from '#events/appointment_booked'
import AppointmentCancelled from '#events/appointment_cancelled'
import AppointmentChanged from '#events/appointment_changed'
import type AppointmentEvent from '#events/appointment_event'
import AppointmentMoved from '#events/appointment_moved'
import ClientDeleted from '#events/client_deleted'
import ClientsMerged from '#events/clients_merged'
import ClientUpdated from '#events/client_updated'
import { addDays } from './dates.js'
import { liveChanges } from './live_changes.js'
import { WallClock } from './wall_clock.js'

/** Hears of everything that a calendar shows, once it is on disk, and passes on when it takes place. */
export function passOnChanges() {
  for (const event of [AppointmentBooked, AppointmentChanged, AppointmentCancelled])
    emitter.on(event, tellOf)
  emitter.on(AppointmentMoved, tellOfMove)
  // Clients have appointments at all times.
  for (const event of [ClientUpdated, ClientDeleted, ClientsMerged])
    emitter.on(event, () => liveChanges.tell(currentClinic().id, {}))
}

async function tellOf({ appointmentId }: AppointmentEvent) {
  const { id } = currentClinic()
  if (!liveChanges.hasOnlookers(id)) return
  const row = await clinicClient().from('appointments').where('id', appointmentId).first()
  if (row) liveChanges.tell(id, around(row.starts_at, row.ends_at))
}

/** Where it was has changed as well. */
async function tellOfMove(event: AppointmentMoved) {
  const before = event.details.before as { startsAt: string } | undefined
  if (before) liveChanges.tell(currentClinic().id, around(before.startsAt, before.startsAt))
  await tellOf(event)
}

function around(startsAt: string, endsAt: string) {
  const clock = new WallClock(clinicSettings.read().timeZone)
  const dateOf = (moment: string) => clock.at(moment).slice(0, 10)
  return { from: dateOf(startsAt), until: addDays(dateOf(endsAt), 1) }
}
