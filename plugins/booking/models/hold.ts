import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { Taken } from '#calendar/taken'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import Service from '#models/service'
import { utcNow } from '#models/columns'
import { BookingHoldSchema } from '../schema.js'
import { bookingSettings } from '../settings.js'
import type { Bookable } from './rules.js'
import { placeOf, seize } from './seat.js'
import { hashOf, newToken } from './token.js'

/** How long somebody who was interrupted may come back to the page, and book if the time is still free. */
const REMEMBERED_HOURS = 24

type Taking = {
  service: Bookable
  memberId: string | null
  start: number
  by: Actor
  until?: DateTime
  offerId?: string
}

/**
 * A time that a visitor has chosen, and that nobody else can have while they type. The hold ends by itself; the
 * visitor's page lives longer, and books if the time is free then.
 */
export default class Hold extends BookingHoldSchema {
  static table = 'booking_holds'

  @belongsTo(() => Service)
  declare service: BelongsTo<typeof Service>

  /** @returns null when it cannot be had (any more) */
  static async take({ service, memberId, start, by, until, offerId }: Taking) {
    const { token, tokenHash } = newToken()
    const hold = new Hold().merge({
      ...{ serviceId: service.id, memberId, start, tokenHash, offerId: offerId ?? null },
      forgottenAt: (until ?? DateTime.utc()).plus({ hours: REMEMBERED_HOURS }),
    })
    return (await hold.seize(service, by, until)) ? { hold, token } : null
  }

  static async findByTokenOrFail(token: string) {
    return this.query().where('tokenHash', hashOf(token)).preload('service').firstOrFail()
  }

  static forget() {
    return this.query().where('forgotten_at', '<=', utcNow()).delete()
  }

  /** Whether the time is kept for this visitor: what others may take is gone from the tables first. */
  async isKept() {
    if (this.attendanceId) return Boolean(await Attendance.find(this.attendanceId))
    if (!this.appointmentId) return false
    const appointment = await Appointment.find(this.appointmentId)
    return appointment?.status === 'held'
  }

  /** Keeps the time until then; takes it again if the hold is over and the time still free. */
  async keep(by: Actor, until = defaultEnd()): Promise<boolean> {
    return transaction(async () => {
      if (!(await this.isKept())) return this.seize(this.service, by, until)
      const held = this.attendanceId
        ? await Attendance.findOrFail(this.attendanceId)
        : await Appointment.findOrFail(this.appointmentId)
      held.heldUntil = until
      await held.save()
      return true
    })
  }

  /** Has the time for the moment in which it is booked; takes it again as above. */
  async regain(by: Actor): Promise<boolean> {
    return (await this.isKept()) || this.seize(this.service, by)
  }

  /** Whether this visitor was told by mail that they cannot book. */
  async isRefused() {
    const now = await Hold.query().select('refusedAt').where('id', this.id).first()
    return Boolean(now?.refusedAt)
  }

  /** Gives the time back, for a reason that the visitor is told. */
  async refuse() {
    await transaction(async () => {
      await this.release()
      this.refusedAt = DateTime.utc()
      await this.save()
    })
  }

  /** Gives the time back. */
  async release() {
    await transaction(async () => {
      if (this.attendanceId) await Attendance.query().where('id', this.attendanceId).delete()
      else if (await this.isKept())
        await Appointment.query().where('id', this.appointmentId!).delete()
    })
  }

  private async seize(service: Bookable, by: Actor, until = defaultEnd()): Promise<boolean> {
    const { memberId, start } = this
    const choice = { service, memberId, start }
    try {
      return await transaction(async () => {
        const place = await placeOf(choice)
        if (!place) return false
        const seized = await seize({ service, place, start, until, by })
        ;(this as Hold).merge(seized)
        await this.save()
        return true
      })
    } catch (error) {
      if (error instanceof Taken) return false
      throw error
    }
  }
}

function defaultEnd(): DateTime {
  return DateTime.utc().plus({ minutes: bookingSettings.read().holdMinutes })
}
