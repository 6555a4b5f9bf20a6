import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { clockTime } from '#calendar/clock_time'
import { addDays, datesBetween } from '#calendar/dates'
import { planFor } from '#calendar/plan'
import { minuteOf, momentOf } from '#calendar/wall_time'
import type { WorkingSpan } from '#calendar/hours/working_days'
import { timeOffSpans, workingSpans } from '#calendar/hours/working_time'
import { clinicSettings } from '#clinics/settings'
import type { Role } from '#clinics/permissions'
import Appointment from '#models/appointment'
import Client from '#models/client'
import type Member from '#models/member'
import Recurrence from '#models/recurrence'
import Room from '#models/room'
import Service from '#models/service'
import { DEMO_GROUP, ROOM_OF } from './demo_services.js'

/** One member of each role. */
export type Staff = Map<Role, Member>

type By = { by: Actor }
type Chance = () => number

const DAYS = 13
const GROUP_DAY = 2
const GROUP_STARTS = 17 * 60
const NOTES = [
  'Har skanning med',
  'Første gang efter operationen',
  'Vil gerne have kvittering på mail',
  'Parkering i gården er aftalt',
]
const REASONS = ['Syg', 'Forhindret på arbejde', 'Har fået det bedre']

/** Fills the hours of this week almost, and those of the next in part; what is over has its end. */
export async function bookWeeks(staff: Staff, monday: string, { by }: By) {
  const book = await AppointmentBook.open(by)
  const treating = [...staff].filter(([role]) => ROOM_OF[role])
  const dates = datesBetween(monday, addDays(monday, DAYS))
  await book.groups(staff.get('practitioner')!, monday)
  for (const [role, member] of treating) await book.fill(member, role, dates)
  await book.meetings(staff.get('owner')!, addDays(monday, 4))
}

class AppointmentBook {
  static async open(by: Actor) {
    const clients = await Client.query().whereNull('archivedAt').orderBy('number')
    const services = await Service.query().preload('members').orderBy('name')
    const rooms = await Room.all()
    return new AppointmentBook(by, clients, services, rooms)
  }

  // The same each time, so that two pictures of it can be compared.
  private chance = chances(20_270_614)
  private nextClient = 0
  private zone = clinicSettings.read().timeZone
  private now = DateTime.utc()

  private constructor(
    private by: Actor,
    private clients: Client[],
    private services: Service[],
    private rooms: Room[]
  ) {}

  /** Wednesday's group, with most of its places taken. */
  async groups(member: Member, monday: string) {
    const service = this.services.find(({ name }) => name === DEMO_GROUP)!
    const roomId = this.rooms.at(-1)!.id
    for (const [week, places] of [6, 4].entries()) {
      const wall = `${addDays(monday, week * 7 + GROUP_DAY)}T${clockTime(GROUP_STARTS)}`
      const plan = { ...planFor(service), wall, memberId: member.id, roomId }
      const clients = Array.from({ length: places }, () => this.client())
      const group = await Appointment.book(plan, { by: this.by, clients })
      if (group.endsAt < this.now) await group.mark('done', { by: this.by })
    }
  }

  /** Every Friday, until the owner's vacation. */
  async meetings(member: Member, date: string) {
    const plan = { wall: `${date}T13:15`, minutes: 45, memberId: member.id, title: 'Personalemøde' }
    const weekly = { unit: 'week', every: 1, count: 3 } as const
    await Recurrence.book(plan, weekly, { by: this.by, onTaken: 'refuse' })
  }

  async fill(member: Member, role: Role, dates: string[]) {
    const [from, until] = [dates[0], dates.at(-1)!]
    const working = await workingSpans([member.id], from, until)
    const away = await timeOffSpans([member.id], from, until, this.zone)
    const offered = this.services.filter(
      (service) => !service.isGroup && service.members.some(({ id }) => id === member.id)
    )
    const roomId = this.rooms.find(({ name }) => name === ROOM_OF[role])!.id
    const isAway = (wall: string) => {
      const minute = minuteOf(momentOf(wall, this.zone))
      return away.get(member.id)!.some((span) => span.from <= minute && minute < span.until)
    }
    for (const [date, spans] of working.get(member.id)!) {
      const likely = date < addDays(from, 7) ? 0.95 : 0.8
      for (const { starts, service } of this.day(spans, offered, likely)) {
        const wall = `${date}T${clockTime(starts)}`
        const isGroupTime = role === 'practitioner' && starts + service.minutes > GROUP_STARTS - 5
        if (isAway(wall) || isGroupTime) continue
        await this.book({
          ...planFor(service),
          wall,
          memberId: member.id,
          roomId: service.needsRoom ? roomId : null,
        })
      }
    }
  }

  /** Services one after the other as they fit, with gaps where nobody came. */
  private *day(spans: WorkingSpan[], offered: Service[], likely: number) {
    for (const { starts, ends } of spans) {
      let clock = starts
      while (clock < ends) {
        const service = this.pick(offered)
        const length = service.minutes + service.bufferAfter
        if (clock + length > ends) break
        if (this.chance() < likely) yield { starts: clock, service }
        clock += Math.ceil(length / 15) * 15
      }
    }
  }

  private async book(plan: Parameters<typeof Appointment.book>[0]) {
    const { by } = this
    const isOver = momentOf(plan.wall, this.zone) < this.now
    const isRequest = !isOver && this.chance() < 0.1
    const note = this.chance() < 0.15 ? this.pick(NOTES) : null
    const appointment = await Appointment.book(
      { ...plan, note },
      { by, clients: [this.client()], status: isRequest ? 'requested' : 'booked' }
    )
    const fate = this.chance()
    if (fate < 0.05) await appointment.cancel(this.pick(REASONS), { by })
    else if (isOver) await appointment.mark(this.outcome(appointment, fate), { by })
  }

  private outcome({ endsAt }: Appointment, fate: number) {
    if (endsAt > this.now) return 'arrived'
    return fate < 0.1 ? 'missed' : 'done'
  }

  private client() {
    return this.clients[this.nextClient++ % this.clients.length]
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.chance() * from.length)]
  }
}

/** Numbers between 0 and 1 that look like chance and are always the same (mulberry32). */
function chances(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
