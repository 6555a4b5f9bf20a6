import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import type { Place } from '#calendar/free_times'
import { Taken } from '#calendar/taken'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import Client from '#models/client'
import type Service from '#models/service'
import { BookingBookingSchema } from '../schema.js'
import { bookingSettings } from '../settings.js'
import Acceptance from './acceptance.js'
import type Hold from './hold.js'
import { type LetterKind, sendLetter, sendRefusal } from './letters.js'
import Link from './link.js'
import { reasonsAgainst } from './reasons.js'
import { placeOf, planAt } from './seat.js'
import type { Texts } from './text.js'
import { clientFor, register, type Visitor } from './visitor.js'

/** What a visitor sends, and how they came. `origin` is where links in mails lead. */
export type Order = {
  visitor: Visitor
  texts: Texts
  marketing: boolean
  locale: string
  origin: string
  by: Actor
}
/** - `refused` for a reason that only a mail may tell; `taken` while they typed */
export type Outcome = 'booked' | 'requested' | 'refused' | 'taken'

/** What a client has booked online, and may move or cancel by a link. */
export default class Booking extends BookingBookingSchema {
  static table = 'booking_bookings'

  @belongsTo(() => Appointment)
  declare appointment: BelongsTo<typeof Appointment>

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  /**
   * Books what is held. The same order again, because its answer was lost, finds what the first has booked. The mail
   * lies in the outbox with the booking, or neither does.
   */
  static async place(hold: Hold, order: Order): Promise<Outcome> {
    return transaction(async () => {
      const known = await this.query()
        .where('requestKey', hold.tokenHash)
        .preload('appointment')
        .first()
      if (known) return known.appointment.status === 'requested' ? 'requested' : 'booked'
      if (!(await hold.keep(order.by))) return 'taken'

      const client = await clientFor(order.visitor)
      const reasons = await reasonsAgainst(client, hold.serviceId)
      if (reasons.length) return this.refuse(hold, order, { client, reasons })
      return this.settle(hold, order, client)
    })
  }

  /** What the holder of a link has booked, with everything that their page shows. */
  static async findByTokenOrFail(token: string) {
    const { bookingId } = await Link.findByTokenOrFail(token)
    return this.query()
      .where('id', bookingId)
      .preload('client')
      .preload('appointment', (appointment) =>
        appointment.preload('service').preload('member').preload('location')
      )
      .firstOrFail()
  }

  /** What the clinic has not answered yet, the next appointment first. */
  static requested() {
    const open = Appointment.query().where('status', 'requested').select('id')
    return this.query()
      .whereIn('appointmentId', open)
      .preload('client')
      .preload('appointment', (appointment) => appointment.preload('service').preload('member'))
      .join('appointments', 'appointments.id', 'booking_bookings.appointment_id')
      .orderBy('starts_at')
      .select('booking_bookings.*')
  }

  /** @throws 404 also when somebody else has answered already */
  static async requestedOrFail(id: string) {
    return this.requested().where('booking_bookings.id', id).firstOrFail()
  }

  private static async settle(hold: Hold, order: Order, known: Client | null) {
    const { visitor, locale, origin, by } = order
    const client = known ?? (await register(visitor, locale, by))
    const appointment = await Appointment.findOrFail(hold.appointmentId)
    const status = await seat(hold, appointment, client, by)
    const booking = await this.create({
      appointmentId: appointment.id,
      clientId: client.id,
      ...{ locale, origin, requestKey: hold.tokenHash },
      marketingAt: order.marketing ? DateTime.utc() : null,
    })
    await Acceptance.keep(client, order.texts, by)
    await sendLetter(status, await booking.loaded(), { token: await Link.issue(booking.id) })
    return status
  }

  private static async refuse(
    hold: Hold,
    { visitor, locale, by }: Order,
    { client, reasons }: { client: Client | null; reasons: string[] }
  ) {
    await hold.release()
    await sendRefusal({ to: visitor.email, locale, client, by, reasons })
    return 'refused' as const
  }

  /** Whether the client is still expected. */
  async isAttending() {
    const { appointmentId, clientId } = this
    const attendance = await Attendance.findBy({ appointmentId, clientId })
    return (
      Boolean(attendance) && attendance?.status !== 'cancelled' && !this.appointment.isCancelled
    )
  }

  /** Moves it to another time that is free for visitors. @returns null when somebody was faster, or the new link's token */
  async move(start: number, by: Actor): Promise<string | null> {
    const { service } = this.appointment
    const choice = { service, memberId: this.appointment.memberId, start }
    try {
      return await transaction(async () => {
        const place = await placeOf({ ...choice, except: this.appointmentId })
        if (!place) return null
        await this.moveTo(service, { start, place, by })
        return this.renewLink('moved')
      })
    } catch (error) {
      if (error instanceof Taken) return null
      throw error
    }
  }

  /** @returns the new link's token */
  async cancel(by: Actor): Promise<string> {
    return transaction(async () => {
      if (this.appointment.isGroup) await this.appointment.dismiss(this.client, { by })
      else await this.appointment.cancel(null, { by })
      return this.renewLink('cancelled')
    })
  }

  /** The clinic says yes to a request. */
  async accept(by: Actor) {
    await transaction(async () => {
      await this.appointment.accept({ by })
      await this.renewLink('accepted')
    })
  }

  /** The clinic says no. */
  async decline(reason: string | null, by: Actor) {
    await transaction(async () => {
      await this.appointment.cancel(reason, { by })
      await this.renewLink('declined', { reason })
    })
  }

  /** With what letters and pages tell of it. */
  async loaded() {
    await (this as Booking).load('client')
    await (this as Booking).load('appointment', (appointment) =>
      appointment.preload('service').preload('member').preload('location')
    )
    return this
  }

  private async moveTo(
    service: Service,
    { start, place, by }: { start: number; place: Place; by: Actor }
  ) {
    if (!place.appointmentId) return this.appointment.move(planAt(service, place, start), { by })
    await this.appointment.dismiss(this.client, { by })
    const group = await Appointment.findOrFail(place.appointmentId)
    await group.admit(this.client, { by })
    this.appointmentId = group.id
    await this.save()
  }

  /** Every mail brings a new link and ends the ones before: a link works until something was done with it. */
  private async renewLink(letter: LetterKind, more: { reason?: string | null } = {}) {
    const token = await Link.renew(this.id)
    await sendLetter(letter, await this.loaded(), { token, ...more })
    return token
  }
}

/** The visitor's hold becomes the client's. A place in a group is taken at once: the clinic has asked for clients itself. */
async function seat(hold: Hold, appointment: Appointment, client: Client, by: Actor) {
  const status = bookingSettings.read().approveFirst && !hold.attendanceId ? 'requested' : 'booked'
  if (hold.attendanceId) {
    await Attendance.query().where('id', hold.attendanceId).delete()
    await appointment.admit(client, { by })
  } else await appointment.settle(client, status, { by })
  return status
}
