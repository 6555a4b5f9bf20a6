import { DateTime } from 'luxon'
import { addDays, datesBetween, weekdayOf } from '#calendar/dates'
import { clockTime } from '#calendar/clock_time'
import { timeColumns } from '#calendar/plan'
import { inClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { foundClinic } from '#clinic_settings/founding'
import { openHouse } from '#start/house'
import { loadClinicState } from '#clinics/state'
import { transaction } from '#clinics/transaction'
import { mailSettings } from '#mails/settings'
import Service from '#models/service'
import { utcNow } from '#models/columns'
import { registry } from '#plugins/registry'
import { turnOn } from '#plugins/switch'
import { manyClients } from '#tests/clients'
import { bookingSettings } from '../plugins/booking/settings.js'
import Text, { TEXT_KINDS } from '../plugins/booking/models/text.js'

const HOST = 'bench.localhost'
const OWNER = { name: 'Ida Lund', email: 'ida@bench.test', password: 'blue kettle on a quiet tram' }
const PLACE = { locale: 'en', timeZone: 'Europe/Copenhagen', currency: 'DKK' } as const
const OPENS = 8 * 60
const CLOSES = 17 * 60
const MINUTES = 20
const CLIENTS = 200

/** @property inWeek whether they are all in one week, the first that begins in the month */
type Size = { practitioners: number; appointments: number; inWeek?: boolean }

/** A practice that takes bookings online, with next month as full as this. */
export async function fillPractice({ practitioners, appointments, inWeek }: Size) {
  await openHouse()
  const { clinic, owner } = await foundClinic({
    clinic: { ...PLACE, name: 'Bench', hosts: [HOST] },
    owner: OWNER,
  })
  const month = DateTime.utc().plus({ months: 1 }).toFormat('yyyy-MM')
  const week = firstWeek(month)
  const days = weekdays(inWeek ? week : wholeMonth(month))
  const filled = await inClinic(clinic, async () => {
    await loadClinicState()
    const by = { member: owner, address: null }
    await turnOn(registry.findOrFail('booking'), { by })
    await openBooking(by)
    return transaction(async () => {
      const offered = await Service.create({
        name: 'Physiotherapy',
        minutes: 30,
        isBookableOnline: true,
      })
      const clients = await manyClients(CLIENTS)
      const each = Math.round(appointments / practitioners)
      for (let number = 0; number < practitioners; number++)
        await employ(offered.id, spread(days, each), clients)
      return { service: offered.id, clients }
    })
  })
  const { email, password } = OWNER
  return { host: HOST, email, password, clinic: clinic.id, ...filled, month, week }
}

async function openBooking(by: Parameters<typeof Text.publish>[0]['by']) {
  const from = { senderAddress: 'post@bench.test', security: 'none' } as const
  // Nobody listens there: the mails stay in the outbox.
  await mailSettings.write({ ...from, host: '127.0.0.1', port: 9 })
  for (const kind of TEXT_KINDS)
    await Text.publish({ kind, locale: 'en', body: `The ${kind} of the practice.`, by })
  const free = { proofOfWork: false, perAddress: 0, furthestDays: 365 }
  await bookingSettings.write({ ...bookingSettings.defaults, ...free })
}

/** A member who works on weekdays, and has appointments at these wall times, with one client each. */
async function employ(serviceId: string, walls: readonly string[], clients: readonly string[]) {
  const [id, now] = [crypto.randomUUID(), utcNow()]
  const dated = { created_at: now, updated_at: now }
  await insert('members', {
    ...{ id, name: 'Practitioner', email: `${id}@bench.test`, password: 'none' },
    ...{ role: 'practitioner', session_version: id, idle_minutes: 60, ...dated },
  })
  await insert('service_members', { service_id: serviceId, member_id: id })
  for (let weekday = 1; weekday <= 5; weekday++)
    await insert('working_hours', {
      ...{ id: crypto.randomUUID(), member_id: id, weekday, created_at: now },
      ...{ starts: clockTime(OPENS), ends: clockTime(CLOSES) },
    })
  for (const [number, wall] of walls.entries()) {
    const appointment = { ...row(id, wall, dated), service_id: serviceId }
    await insert('appointments', appointment)
    await insert('attendances', {
      ...{ id: crypto.randomUUID(), appointment_id: appointment.id, ...dated },
      ...{ client_id: clients[number % clients.length], status: 'booked' },
    })
  }
}

/** So many wall times on these days, evenly over the hours. */
function spread(days: readonly string[], count: number) {
  const perDay = Math.ceil(count / days.length)
  const step = Math.max(MINUTES, Math.floor((CLOSES - OPENS) / perDay))
  return Array.from({ length: count }, (_, number) => {
    const clock = OPENS + Math.floor(number / days.length) * step
    return `${days[number % days.length]}T${clockTime(clock)}`
  })
}

/** From the first date up to but not with the last. */
type Dates = { from: string; until: string }

function wholeMonth(month: string): Dates {
  return { from: `${month}-01`, until: `${addDays(`${month}-01`, 31).slice(0, 8)}01` }
}

function firstWeek(month: string): Dates {
  const first = `${month}-01`
  const from = addDays(first, (8 - weekdayOf(first)) % 7)
  return { from, until: addDays(from, 7) }
}

function weekdays({ from, until }: Dates) {
  return datesBetween(from, addDays(until, -1)).filter((date) => weekdayOf(date) <= 5)
}

function row(memberId: string, wall: string, dated: { created_at: string; updated_at: string }) {
  const { startsAt, endsAt, ...time } = timeColumns({ wall, minutes: MINUTES })
  return {
    ...{ id: crypto.randomUUID(), member_id: memberId, status: 'booked', ...dated },
    ...{ wall_start: wall, zone: time.zone, busy_from: time.busyFrom, busy_until: time.busyUntil },
    ...{ starts_at: startsAt.toISO(), ends_at: endsAt.toISO() },
  }
}

async function insert(table: string, values: Record<string, unknown>) {
  await clinicClient().table(table).insert(values)
}
