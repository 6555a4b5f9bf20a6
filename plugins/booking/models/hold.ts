import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { Taken } from '#calendar/taken'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import Service from '#models/service'
import { utcNow } from '#models/columns'
import { BookingHoldSchema } from '../schema.js'
import { bookingSettings } from '../settings.js'
import { isWithinItsShare, leavesEnough, noteGone, noteKept, noteProlonged } from './crowding.js'
import type { Bookable } from './rules.js'
import { seize, vacancyFor } from './seat.js'
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
  keeping: Keeping
}

/**
 * Whether the time is kept for whoever chose it: in any case, or as far as it is fair to others. Who has it not to
 * themselves goes on all the same, and books if it is free then.
 */
type Keeping = 'surely' | 'fairly'
type Seizing = { by: Actor; until?: DateTime; keeping: Keeping }

/**
 * A time that a visitor has chosen, and that nobody else can have while they type. The hold ends by itself; the
 * visitor's page lives longer, and books if the time is free then.
 */
export default class Hold extends BookingHoldSchema {
  static table = 'booking_holds'

  @belongsTo(() => Service)
  declare service: BelongsTo<typeof Service>

  /** @returns null when it cannot be had (any more) */
  static async take({ service, memberId, start, by, until, offerId, keeping }: Taking) {
    const { token, tokenHash } = newToken()
    const hold = new Hold().merge({
      ...{ serviceId: service.id, memberId, start, tokenHash, offerId: offerId ?? null },
      forgottenAt: (until ?? DateTime.utc()).plus({ hours: REMEMBERED_HOURS }),
    })
    return (await hold.seize(service, { by, until, keeping })) ? { hold, token } : null
  }

  /** Takes another time instead of one that somebody held; they have that one again if the other cannot be had. */
  static async exchange(former: Hold | null, taking: Taking) {
    return transaction(async () => {
      const hasGone = former && (await former.release())
      const taken = await this.take(taking)
      // Within this transaction nobody else can have taken it.
      if (!taken && hasGone) await former.seizeAgain({ by: taking.by, keeping: 'fairly' })
      return taken
    })
  }

  /** What the visitor with this token holds and has done nothing with yet. */
  static async findIdle(token: string) {
    const hold = await this.query()
      .where('tokenHash', hashOf(token))
      .whereNull('offerId')
      .whereNotExists((drafts) =>
        drafts.from('booking_drafts').whereColumn('hold_id', 'booking_holds.id')
      )
      .first()
    return (await hold?.isKept()) ? hold : null
  }

  static async findByTokenOrFail(token: string) {
    return this.findByOrFail('tokenHash', hashOf(token))
  }

  static forget() {
    return this.query().where('forgotten_at', '<=', utcNow()).delete()
  }

  /** The appointment that is nothing but this hold; a place in a group is one among others. */
  get ownAppointmentId(): string | undefined {
    return this.attendanceId ? undefined : (this.appointmentId ?? undefined)
  }

  /** Whether nobody else can have the time. */
  async isKept() {
    return Boolean(await this.keptUntil())
  }

  /** Until when nobody else can have the time; `null` once anybody can. */
  async keptUntil(): Promise<DateTime | null> {
    const kept = await this.kept()
    return kept && isLasting(kept) ? kept.heldUntil : null
  }

  /**
   * Keeps the time until then; where the hold is over, or never was, it is taken as if it were chosen now.
   *
   * @returns false when it is not free any more
   */
  async keep(by: Actor, until: DateTime): Promise<boolean> {
    return transaction(async () => {
      const kept = await this.kept()
      if (!kept || !isLasting(kept)) return this.seizeAgain({ by, until, keeping: 'fairly' })
      kept.heldUntil = until
      await kept.save()
      noteProlonged(this.id, until)
      return true
    })
  }

  /**
   * Has the time for the moment in which it is booked; takes it again in any case.
   *
   * @returns the appointment in which it is kept, or null when somebody was faster
   */
  async regain(by: Actor): Promise<Appointment | null> {
    const kept = await this.kept()
    const isIts = kept || (await this.seizeAgain({ by, keeping: 'surely' }))
    noteGone(this.id)
    if (kept instanceof Appointment) return kept
    return isIts ? Appointment.findOrFail(this.appointmentId) : null
  }

  /** What was made of it: a booking, or a mail that says why not. Asked anew, because the same form may come twice at once. */
  async fate(): Promise<'booked' | 'refused' | null> {
    const [row] = await clinicClient().rawQuery(
      `select case
         when exists (select 1 from booking_bookings where request_key = token_hash) then 'booked'
         when refused_at is not null then 'refused' end as fate
       from booking_holds where id = ?`,
      [this.id]
    )
    return row?.fate ?? null
  }

  /** Gives the time back, for a reason that the visitor is told. */
  async refuse() {
    await transaction(async () => {
      await this.release()
      this.refusedAt = DateTime.utc()
      await this.save()
    })
  }

  /** Gives the time back. @returns whether nobody else could have had it until now */
  async release() {
    return transaction(async () => {
      const kept = await this.kept()
      await kept?.delete()
      noteGone(this.id)
      return kept !== null && isLasting(kept)
    })
  }

  /** What keeps the time in the tables, also after its end as long as nobody else has wanted it. */
  private async kept(): Promise<Appointment | Attendance | null> {
    if (this.attendanceId) return Attendance.find(this.attendanceId)
    if (!this.appointmentId) return null
    return Appointment.query().where('id', this.appointmentId).where('status', 'held').first()
  }

  private async seizeAgain(asked: Seizing): Promise<boolean> {
    return this.seize(await Service.findOrFail(this.serviceId), asked)
  }

  /** @returns false when the time is not free */
  private async seize(service: Bookable, { by, until = defaultEnd(), keeping }: Seizing) {
    const { memberId, start } = this
    try {
      return await transaction(async () => {
        const vacancy = await vacancyFor({ service, memberId, start })
        if (!vacancy) return false
        const isFair = leavesEnough(vacancy) && isWithinItsShare(by.address)
        const isKept = isFair || keeping === 'surely'
        if (isKept) {
          const seized = await seize({ service, vacancy, start, until, by })
          ;(this as Hold).merge(seized)
        }
        await this.save()
        if (isKept) noteKept(this.id, by.address, until)
        return true
      })
    } catch (error) {
      if (error instanceof Taken) return false
      throw error
    }
  }
}

function isLasting({ heldUntil }: Appointment | Attendance) {
  return heldUntil !== null && heldUntil > DateTime.utc()
}

function defaultEnd(): DateTime {
  return DateTime.utc().plus({ minutes: bookingSettings.read().holdMinutes })
}
