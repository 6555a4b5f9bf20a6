import type { Actor } from '#audit/actor'
import { clockMinutes } from '#calendar/clock_time'
import { addDays, weekdayOf } from '#calendar/dates'
import { makeException } from '#calendar/hours/hour_exceptions'
import { publicHolidays } from '#calendar/hours/public_holidays'
import { momentOf } from '#calendar/wall_time'
import { WorkingHours } from '#calendar/hours/working_hours'
import type { WorkingSpan } from '#calendar/hours/working_days'
import { today } from '#clients/age'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import type { Role } from '#clinics/permissions'
import Holiday from '#models/holiday'
import Member from '#models/member'
import Room from '#models/room'
import Service from '#models/service'
import TimeOff from '#models/time_off'
import { bookWeeks, type Staff } from './demo_appointments.js'
import { DEMO_HOURS, DEMO_ROOMS, DEMO_SERVICES } from './demo_services.js'

type By = { by: Actor }

/** A calendar as a clinic has it on any day: this week and the next, around today. */
export async function furnishCalendar({ by }: By) {
  const monday = addDays(today(), 1 - weekdayOf(today()))
  const holidays = await holidaysOf(monday)
  const members = await Member.query().whereNull('deactivatedAt')
  const staff: Staff = new Map(members.map((member) => [member.role as Role, member]))
  await transaction(async () => {
    await Holiday.close(holidays, { by })
    await offerServices(staff, { by })
    for (const name of DEMO_ROOMS) await Room.open({ name }, { by })
    for (const [role, member] of staff) await setHours(member, role, monday, { by })
    await awayTimes(staff, monday, { by })
    await bookWeeks(staff, monday, { by })
  })
}

/** Asked before the transaction: it takes another process. */
async function holidaysOf(monday: string) {
  const year = Number(monday.slice(0, 4))
  const { locale } = clinicSettings.read()
  const answers = await Promise.all(
    [year, year + 1].map((each) =>
      publicHolidays({ country: 'DK', region: '', year: each, locale })
    )
  )
  return answers.flatMap(({ holidays }) => holidays.filter(({ isPublic }) => isPublic))
}

async function offerServices(staff: Staff, { by }: By) {
  for (const { roles, ...values } of DEMO_SERVICES) {
    const offering = roles.map((role) => staff.get(role)).filter((member) => member !== undefined)
    await Service.offer({ ...values, memberIds: offering.map(({ id }) => id) }, { by })
  }
}

async function setHours(member: Member, role: Role, monday: string, { by }: By) {
  const days = DEMO_HOURS[role].map(spansOf)
  const hours = new WorkingHours(member, [])
  await hours.lay({ validFrom: null, validUntil: null, days }, { by })
  // Known ahead: in two months Wednesdays end earlier.
  if (role !== 'practitioner') return
  const shorter = days.with(2, spansOf('09:00-14:00'))
  const known = await WorkingHours.of(member)
  await known.lay({ validFrom: addDays(monday, 63), validUntil: null, days: shorter }, { by })
}

async function awayTimes(staff: Staff, monday: string, { by }: By) {
  const { timeZone } = clinicSettings.read()
  const at = (day: number, clock: string) => momentOf(`${addDays(monday, day)}T${clock}`, timeZone)
  const vacation = { kind: 'vacation', startsAt: at(21, '00:00'), endsAt: at(26, '00:00') } as const
  const course = { kind: 'course', startsAt: at(10, '13:00'), endsAt: at(10, '16:00') } as const
  await TimeOff.take(staff.get('owner')!, vacation, { by })
  await TimeOff.take(staff.get('administrator')!, course, { by })
  const saturday = { date: addDays(monday, 12), spans: spansOf('10:00-13:00') }
  await makeException(staff.get('practitioner')!, saturday, { by })
}

function spansOf(day: string): WorkingSpan[] {
  return day
    .split(' ')
    .filter(Boolean)
    .map((span) => {
      const [starts, ends] = span.split('-').map(clockMinutes)
      return { starts, ends, locationId: null }
    })
}
