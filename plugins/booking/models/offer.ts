import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { BookingOfferSchema } from '../schema.js'
import { bookingSettings } from '../settings.js'
import Booking, { type Outcome } from './booking.js'
import Hold from './hold.js'
import { momentAt } from './rules.js'
import type { ShownService } from './shown.js'
import Text from './text.js'
import { hashOf, newToken } from './token.js'
import Waiting from './waiting.js'
import { addressing } from './wording.js'

type Making = { service: ShownService; start: number; by: Actor }

/** A freed time, kept for the one person to whom it is offered, until they answer or their time to answer is over. */
export default class Offer extends BookingOfferSchema {
  static table = 'booking_offers'

  @belongsTo(() => Waiting)
  declare waiting: BelongsTo<typeof Waiting>

  /** @returns false when it is taken, or this person has another offer by now */
  static async make(entry: Waiting, { service, start, by }: Making): Promise<boolean> {
    const expiresAt = deadline(start)
    const { token, tokenHash } = newToken()
    return transaction(async () => {
      const others = await this.query().where('waitingId', entry.id)
      if (others.some((offer) => offer.isOpen)) return false
      const { memberId } = entry
      const taken = await Hold.take({ service, memberId, start, by, until: expiresAt })
      if (!taken) return false
      const offer = await this.create({ waitingId: entry.id, start, tokenHash, expiresAt })
      await taken.hold.merge({ offerId: offer.id }).save()
      await queueMail({
        to: entry.order.visitor.email,
        purpose: 'booking.purposes.offer',
        template: 'booking::mails/offer',
        data: {
          when: { startsAt: momentAt(start), zone: clinicSettings.read().timeZone },
          url: `${entry.origin}/booking/offers/${token}`,
          expiresAt,
          ...addressing(entry.locale),
        },
        locale: entry.locale,
        usefulUntil: expiresAt,
      })
      return true
    })
  }

  static findByTokenOrFail(token: string): Promise<Offer> {
    return this.query()
      .where('tokenHash', hashOf(token))
      .preload('waiting', (waiting) => waiting.preload('service'))
      .firstOrFail()
  }

  get isOpen(): boolean {
    return !this.answeredAt && this.expiresAt > DateTime.utc()
  }

  /** Books the time. Twice is once. */
  async accept(by: Actor): Promise<Outcome> {
    const hold = await this.hold()
    const { visitor, marketing, texts } = this.waiting.order
    const { locale, origin } = this.waiting
    const accepted = await Text.accepted(texts)
    return transaction(async () => {
      const order = { visitor, marketing, texts: accepted, locale, origin, by }
      const outcome = this.isOpen || this.answeredAt ? await Booking.place(hold, order) : 'taken'
      if (outcome === 'taken') return outcome
      await this.answered()
      await this.waiting.end()
      return outcome
    })
  }

  /** Gives the time to the next. Who says no to this one still waits for another. */
  async decline(): Promise<void> {
    if (!this.isOpen) return
    const hold = await this.hold()
    await transaction(async () => {
      await hold.release()
      await this.answered()
    })
  }

  private hold() {
    return Hold.findByOrFail('offerId', this.id)
  }

  private async answered() {
    this.answeredAt ??= DateTime.utc()
    await this.save()
  }
}

function deadline(start: number): DateTime {
  const { offerHours } = bookingSettings.read()
  return DateTime.min(DateTime.utc().plus({ hours: offerHours }), momentAt(start))
}
