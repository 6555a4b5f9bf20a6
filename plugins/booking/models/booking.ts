import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo, RelationQueryBuilderContract } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import type { Vacancy } from '#calendar/free/free_times'
import { Taken } from '#calendar/taken'
import { minuteOf } from '#calendar/wall_time'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import Client from '#models/client'
import { BookingBookingSchema } from '../schema.js'
import { bookingSettings } from '../settings.js'
import Acceptance from './acceptance.js'
import { isShared } from './changing.js'
import type Hold from './hold.js'
import { type LetterKind, sendLetter, sendRefusal } from './letters.js'
import Link from './link.js'
import type { Order, Outcome, Standing } from './order.js'
import { reasonsAgainst } from './reasons.js'
import { movedPlan, movedWish, vacancyFor, seat } from './seat.js'
import { clientFor, register } from './visitor.js'

/** For how long after the appointment its links still tell of it. */
const LINK_DAYS = 7

type Found = { client: Client | null; appointment: Appointment }
const OWN_PLACE = `left join attendances as own
  on own.appointment_id = booking_bookings.appointment_id and own.client_id = booking_bookings.client_id`

/** What a client has booked online, and may move or cancel by a link. */
export default class Booking extends BookingBookingSchema {
  static table = 'booking_bookings'

  declare toldStatus: Standing | null

  @belongsTo(() => Appointment)
  declare appointment: BelongsTo<typeof Appointment>

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  /**
   * Books what is held. The same order again, because its answer was lost, finds what became of the first. The mail
   * lies in the outbox with the booking, or neither does.
   */
  static async place(hold: Hold, order: Order): Promise<Outcome> {
    return transaction(async () => {
      const known = await this.outcomeOf(hold)
      if (known) return known
      const appointment = await hold.regain(order.by)
      if (!appointment) return 'taken'

      const client = await clientFor(order.visitor)
      const reasons = await reasonsAgainst(client, hold.serviceId)
      if (reasons.length) return this.refuse(hold, order, { client, reasons })
      return this.settle(hold, order, { client, appointment })
    })
  }

  /** What became of this hold. @returns null as long as nobody has tried to book it, or in vain because it was taken */
  static async outcomeOf(hold: Hold) {
    const fate = await hold.fate()
    if (fate !== 'booked') return fate
    const booking = await this.whole().where('requestKey', hold.tokenHash).firstOrFail()
    return booking.standing === 'requested' ? 'requested' : 'booked'
  }

  /** With everything that pages and letters tell of it. */
  static whole() {
    return this.query()
      .preload('client')
      .preload('appointment', (appointment) => withDetails(appointment))
  }

  /** What the clinic has not answered yet, the next appointment first. */
  static requested() {
    return this.joined().where((open) =>
      open
        .where('appointments.status', 'requested')
        .orWhere((place) =>
          place.where('own.status', 'requested').where('appointments.status', 'booked')
        )
    )
  }

  /** The same, to be asked for what stands on the appointment or on the client's `own` place in it; the next one first. */
  static joined() {
    return this.whole()
      .join('appointments', 'appointments.id', 'booking_bookings.appointment_id')
      .joinRaw(OWN_PLACE)
      .orderBy('starts_at')
      .orderBy('booking_bookings.id')
      .select('booking_bookings.*')
  }

  /** @throws 404 also when somebody else has answered already */
  static async requestedOrFail(id: string) {
    return this.requested().where('booking_bookings.id', id).firstOrFail()
  }

  private static async settle(hold: Hold, order: Order, { appointment, ...known }: Found) {
    const { visitor, locale, origin, by } = order
    const client = known.client ?? (await register(visitor, locale, by))
    const status = bookingSettings.read().approveFirst ? 'requested' : 'booked'
    const { attendanceId, tokenHash: requestKey } = hold
    const place = await seat({ appointment, attendanceId }, client, { status, by })
    const booking = await this.create({
      ...{ appointmentId: appointment.id, clientId: client.id, locale, origin, requestKey },
      marketingAt: order.marketing ? DateTime.utc() : null,
      ...{ toldStatus: status, toldStart: hold.start },
    })
    await Acceptance.keep(client, order.texts, by)
    booking.$setRelated('client', client)
    booking.$setRelated('appointment', appointment)
    appointment.$setRelated('attendances', [place])
    await booking.write(status)
    return status
  }

  private static async refuse(
    hold: Hold,
    { visitor, locale }: Order,
    { client, reasons }: { client: Client | null; reasons: string[] }
  ) {
    await hold.refuse()
    await sendRefusal({ to: visitor.email, locale, client, reasons })
    return 'refused' as const
  }

  /** How it stands now, whoever changed it. */
  get standing(): Standing {
    const { attendances, status } = this.appointment
    const own = attendances.find(({ clientId }) => clientId === this.clientId)
    if (!own || own.status === 'cancelled' || status === 'cancelled') return 'cancelled'
    return own.status === 'requested' || status === 'requested' ? 'requested' : 'booked'
  }

  /** Whoever finds the phone or the mailbox later need not learn what took place. */
  get isLongOver() {
    return this.appointment.endsAt.plus({ days: LINK_DAYS }) < DateTime.utc()
  }

  /** Moves it to another time that is free for visitors. @returns null when somebody was faster, or the new link's token */
  async move(start: number, by: Actor): Promise<string | null> {
    try {
      return await transaction(async () => {
        const vacancy = await vacancyFor({ ...movedWish(this.appointment), start })
        if (!vacancy) return null
        await this.moveTo(vacancy, start, by)
        return this.tell('moved')
      })
    } catch (error) {
      if (error instanceof Taken) return null
      throw error
    }
  }

  /** @returns the new link's token */
  async cancel(by: Actor): Promise<string> {
    return transaction(async () => {
      await this.giveUp(null, by)
      return this.tell('cancelled')
    })
  }

  /** The clinic says yes to a request. */
  async accept(by: Actor) {
    await transaction(async () => {
      if (this.appointment.isGroup) await Attendance.mark(this, 'booked', { by })
      else await this.appointment.accept({ by })
      await this.tell('accepted')
    })
  }

  /** The clinic says no. */
  async decline(reason: string | null, by: Actor) {
    await transaction(async () => {
      await this.giveUp(reason, by)
      await this.tell('declined', reason)
    })
  }

  /**
   * Writes to the client how it stands. Every mail brings a new link and ends the ones before: a link works until something
   * was done with it. Who has no mailbox, and the link from an SMS, keeps that one.
   *
   * @returns the new link's token
   */
  async tell(kind: LetterKind, reason: string | null = null) {
    return transaction(async () => {
      if (!this.$preloaded.client) await (this as Booking).load('client')
      if (this.client.email) await Link.endAll(this.id)
      await (this as Booking).load('appointment', (appointment) => withDetails(appointment))
      this.toldStatus = this.standing
      this.toldStart = minuteOf(this.appointment.startsAt)
      await this.save()
      return this.write(kind, reason)
    })
  }

  private async write(kind: LetterKind, reason: string | null = null) {
    const token = await Link.issue(this.id)
    await sendLetter(kind, this, { token, reason })
    return token
  }

  private async giveUp(reason: string | null, by: Actor) {
    if (isShared(this)) await Attendance.dismiss(this, { by })
    else await this.appointment.cancel(reason, { by })
  }

  private async moveTo(vacancy: Vacancy, start: number, by: Actor) {
    if (!vacancy.appointmentId)
      return this.appointment.move(movedPlan(this.appointment, vacancy, start), { by })
    const status = this.standing === 'requested' ? 'requested' : 'booked'
    await Attendance.dismiss(this, { by })
    const group = await Appointment.findOrFail(vacancy.appointmentId)
    await Attendance.admit({ appointment: group, client: this.client }, { by, status })
    this.appointmentId = group.id
    await this.save()
  }
}

function withDetails<Query extends RelationQueryBuilderContract<typeof Appointment, any>>(
  appointment: Query
) {
  return appointment.preload('service').preload('member').preload('location').preload('attendances')
}
