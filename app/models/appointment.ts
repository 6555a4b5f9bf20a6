import { DateTime } from 'luxon'
import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import { AppointmentSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import {
  type Details,
  type EventOfAppointment,
  tellOfAppointment,
} from '#calendar/appointment_news'
import type { AppointmentStatus, Mark, Source } from '#calendar/appointment_status'
import { bookedColumns, type Origin } from '#calendar/booked_columns'
import { movedColumns, type Plan } from '#calendar/plan'
import { orTaken } from '#calendar/taken'
import { transaction } from '#clinics/transaction'
import AppointmentBooked from '#events/appointment_booked'
import AppointmentCancelled from '#events/appointment_cancelled'
import AppointmentChanged from '#events/appointment_changed'
import AppointmentMoved from '#events/appointment_moved'
import Attendance from './attendance.js'
import type Client from './client.js'
import { encrypted } from './columns.js'
import Location from './location.js'
import Member from './member.js'
import Room from './room.js'
import Service from './service.js'

type By = { by: Actor }
type Booking = By &
  Origin & {
    clients?: readonly Client[]
    /** What plugins had against these clients, and a member has set aside: keys of words. */
    despite?: readonly string[] | null
  }

/**
 * Time that is taken: for clients, who each have an attendance, or for a meeting. Each verb throws Taken, and changes nothing, when
 * the member, the room or the last place is not free; the database sees to that, whoever writes.
 */
export default class Appointment extends AppointmentSchema {
  declare status: AppointmentStatus
  declare source: Source

  @encrypted('appointments.note')
  declare note: string | null

  @encrypted('appointments.cancel_reason')
  declare cancelReason: string | null

  @belongsTo(() => Service)
  declare service: BelongsTo<typeof Service>

  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  @belongsTo(() => Location)
  declare location: BelongsTo<typeof Location>

  @belongsTo(() => Room)
  declare room: BelongsTo<typeof Room>

  @hasMany(() => Attendance)
  declare attendances: HasMany<typeof Attendance>

  /** @throws Taken */
  static async book(plan: Plan, { by, clients = [], despite, ...origin }: Booking) {
    return transaction(async () => {
      const { requestKey } = origin
      const known = requestKey && (await this.findBy('requestKey', requestKey))
      if (known) return known
      const appointment = new Appointment().merge(bookedColumns(plan, origin, by))
      await orTaken(() => appointment.save())
      const { isOverbooked } = appointment
      for (const client of clients)
        await new Attendance().seat(client, appointment, { isOverbooked, despite })
      const details = despite ? { despite } : undefined
      if (appointment.status !== 'held')
        await appointment.tell('appointment.booked', AppointmentBooked, by, details)
      return appointment
    })
  }

  /**
   * Makes of a visitor's hold an appointment with this client, or a request that the clinic says yes to first.
   * The time was theirs already, so nothing can be in the way.
   *
   * @returns the client's place
   */
  async settle(client: Client, status: 'booked' | 'requested', { by }: By): Promise<Attendance> {
    return transaction(async () => {
      ;(this as Appointment).merge({ status, heldUntil: null })
      await this.save()
      const place = await new Attendance().seat(client, this, { isOverbooked: this.isOverbooked })
      const event = status === 'booked' ? AppointmentBooked : AppointmentChanged
      await this.tell(`appointment.${status}`, event, by)
      return place
    })
  }

  /** Says yes to what a client has asked for. Twice is once. */
  async accept({ by }: By) {
    if (this.status !== 'requested') return
    await transaction(async () => {
      this.status = 'booked'
      this.sequence++
      await this.save()
      await this.tell('appointment.booked', AppointmentBooked, by)
    })
  }

  get minutes() {
    return this.endsAt.diff(this.startsAt).as('minutes')
  }

  get isGroup() {
    return this.capacity > 1
  }

  get isRepeated() {
    return this.recurrenceId !== null
  }

  /** Whether it takes place at another time than the rule by which it repeats says. */
  get isMovedByItself() {
    return this.isRepeated && this.wallStart !== this.ruleWall
  }

  get isCancelled() {
    return this.status === 'cancelled'
  }

  /** Whether a change of its series changes it too. */
  get isToCome() {
    const isMeant = this.status === 'booked' || this.status === 'requested'
    return isMeant && this.startsAt > DateTime.utc()
  }

  get isOver() {
    return this.endsAt <= DateTime.utc()
  }

  /**
   * Moves it to another time, member or room; what is not named stays.
   *
   * @throws Taken
   */
  async move(to: Partial<Plan>, { by }: By) {
    await transaction(async () => {
      const before = { startsAt: this.startsAt.toISO(), memberId: this.memberId }
      ;(this as Appointment).merge(movedColumns(this, to))
      if (to.overbook !== undefined) this.isOverbooked = to.overbook
      if (!this.$isDirty) return
      this.sequence++
      await orTaken(() => this.save())
      await this.tell('appointment.moved', AppointmentMoved, by, { before })
    })
  }

  /** Changes what it is about, not when it is. */
  async revise(
    values: Pick<Partial<Plan>, 'serviceId' | 'title' | 'note' | 'capacity'>,
    { by }: By
  ) {
    await transaction(async () => {
      ;(this as Appointment).merge(values)
      const fields = Object.keys(this.$dirty)
      if (!fields.length) return
      this.sequence++
      await orTaken(() => this.save())
      await this.tell('appointment.changed', AppointmentChanged, by, { fields })
    })
  }

  /** Changes when, where and what at once, as the form of an appointment does. @throws Taken */
  async replan(plan: Plan, { by }: By) {
    await transaction(async () => {
      await this.move(plan, { by })
      const { serviceId, title, note, capacity = 1 } = plan
      // A form that hides what is written does not send it, and leaves it as it is.
      const written = { ...(title !== undefined && { title }), ...(note !== undefined && { note }) }
      await this.revise({ serviceId, capacity, ...written }, { by })
    })
  }

  /** Says how it went, or takes that back. @throws Taken when it is to take place after all, and the time is not free any more */
  async mark(status: Mark, { by }: By) {
    if (this.status === status) return
    await transaction(async () => {
      ;(this as Appointment).merge({ status, heldUntil: null })
      await orTaken(() => this.save())
      await this.tell(`appointment.${status}`, AppointmentChanged, by)
    })
  }

  async cancel(reason: string | null, { by }: By) {
    if (this.isCancelled) return
    await transaction(async () => {
      ;(this as Appointment).merge({
        status: 'cancelled',
        heldUntil: null,
        cancelReason: reason,
        cancelledAt: DateTime.utc(),
      })
      this.sequence++
      await this.save()
      await this.tell('appointment.cancelled', AppointmentCancelled, by)
    })
  }

  /** Books it again as it was. @throws Taken */
  async restore({ by }: By) {
    if (!this.isCancelled) return
    await transaction(async () => {
      ;(this as Appointment).merge({ status: 'booked', cancelReason: null, cancelledAt: null })
      this.sequence++
      await orTaken(() => this.save())
      await this.tell('appointment.booked', AppointmentBooked, by, { again: true })
    })
  }

  private tell(action: string, event: EventOfAppointment, by: Actor, details?: Details) {
    return tellOfAppointment(this, { action, event, by, details })
  }
}
