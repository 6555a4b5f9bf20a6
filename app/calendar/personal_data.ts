import { clinicClient } from '#clinics/database'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import type Client from '#models/client'

/** The appointments of a client, for the report about them: what was booked, how it went, and what the front desk noted. */
export async function appointmentsOf(client: Client) {
  const attendances = Attendance.query().where('client_id', client.id)
  const rows = await Appointment.query()
    .whereIn('id', attendances.clone().select('appointment_id'))
    .preload('service')
    .preload('member')
    .preload('attendances', (own) => own.where('client_id', client.id))
    .orderBy('starts_at')
  return rows.map((appointment) => ({
    starts: appointment.startsAt.toISO(),
    ends: appointment.endsAt.toISO(),
    zone: appointment.zone,
    service: appointment.service?.name ?? null,
    member: appointment.member?.name ?? null,
    status: appointment.status,
    attendance: appointment.isGroup ? appointment.attendances[0].status : undefined,
    // What is noted about a group is not about one of them.
    note: appointment.isGroup ? undefined : appointment.note,
    cancelReason: appointment.cancelReason,
  }))
}

/** Deletes the appointments that were this client's alone; of a group only the place goes, by reference. */
export async function eraseAppointments(client: Client) {
  await clinicClient().rawQuery(
    `delete from appointments
     where capacity = 1
       and id in (select appointment_id from attendances where client_id = ?)
       and not exists (select 1 from attendances
         where appointment_id = appointments.id and client_id is not ?)`,
    [client.id, client.id]
  )
  // When somebody came every Tuesday says something about them too.
  await clinicClient().rawQuery(
    'delete from recurrences where id not in (select recurrence_id from appointments where recurrence_id is not null)'
  )
}

/** Both clients in one group become one place. */
export async function mergeAttendances(from: Client, into: Client) {
  await clinicClient().rawQuery(
    'update or ignore attendances set client_id = ? where client_id = ?',
    [into.id, from.id]
  )
}
