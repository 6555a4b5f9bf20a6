import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { BookingOfferSchema } from '../schema.js'
import { bookingSettings } from '../settings.js'
import Booking from './booking.js'
import Hold from './hold.js'
import type { Order, Outcome } from './order.js'
import { momentAt } from './rules.js'
import type { ShownService } from './shown.js'
import { hashOf, newToken } from './token.js'
import { whenOf } from './wording.js'

/** Who waits, as far as an offer has to know. */
type Waiter = {
  id: string
  memberId: string | null
  locale: string
  origin: string
  order: Pick<Order, 'visitor'>
}
type Making = { service: ShownService; start: number; by: Actor }

/** What became of an offer. `over`: nobody answered in time. */
export type Fate = Exclude<Outcome, 'taken'> | 'open' | 'declined' | 'over'

/** A freed time, kept for the one person to whom it is offered, until they answer or their time to answer is over. */
export default class Offer extends BookingOfferSchema {
  static table = 'booking_offers'

  /** @returns false when it is taken, or this person has another offer by now */
  static async make(waiter: Waiter, { service, start, by }: Making): Promise<boolean> {
    const expiresAt = deadline(start)
    const { token, tokenHash } = newToken()
    return transaction(async () => {
      const others = await this.query().where('waitingId', waiter.id)
      if (others.some((offer) => offer.isOpen)) return false
      const { memberId } = waiter
      const choice = { service, memberId, start }
      const taken = await Hold.take({ ...choice, by, until: expiresAt, keeping: 'surely' })
      if (!taken) return false
      const offer = await this.create({ waitingId: waiter.id, start, tokenHash, expiresAt })
      await taken.hold.merge({ offerId: offer.id }).save()
      await offer.tell(waiter, token)
      return true
    })
  }

  static findByTokenOrFail(token: string) {
    return this.findByOrFail('tokenHash', hashOf(token))
  }

  get isOpen(): boolean {
    return !this.answeredAt && this.expiresAt > DateTime.utc()
  }

  async fate(): Promise<Fate> {
    if (this.isOpen) return 'open'
    if (!this.answeredAt) return 'over'
    const hold = await this.hold()
    // The hold is forgotten in time; by then nobody asks.
    return hold ? ((await Booking.outcomeOf(hold)) ?? 'declined') : 'over'
  }

  /** Books the time. Twice is once. */
  async accept(order: Order): Promise<Outcome> {
    return transaction(async () => {
      const hold = await this.hold()
      if (!hold || !(this.isOpen || this.answeredAt)) return 'taken'
      const outcome = await Booking.place(hold, order)
      if (outcome !== 'taken') await this.answered()
      return outcome
    })
  }

  /** Gives the time to the next. Who says no to this one still waits for another. */
  async decline(): Promise<void> {
    if (!this.isOpen) return
    await transaction(async () => {
      const hold = await this.hold()
      await hold?.release()
      await this.answered()
    })
  }

  private hold() {
    return Hold.findBy('offerId', this.id)
  }

  private async answered() {
    this.answeredAt ??= DateTime.utc()
    await this.save()
  }

  private tell({ order, locale, origin }: Waiter, token: string) {
    const { expiresAt } = this
    return queueMail({
      to: order.visitor.email,
      purpose: 'booking.mails.purposes.offer',
      template: 'booking::mails/offer',
      data: {
        when: whenOf(momentAt(this.start), clinicSettings.read().timeZone, locale),
        url: `${origin}/booking/offers/${token}`,
        expiresAt,
      },
      locale,
      usefulUntil: expiresAt,
    })
  }
}

function deadline(start: number): DateTime {
  const { offerHours } = bookingSettings.read()
  return DateTime.min(DateTime.utc().plus({ hours: offerHours }), momentAt(start))
}
