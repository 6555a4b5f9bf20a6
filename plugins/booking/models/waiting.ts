import { DateTime } from 'luxon'
import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import { type Actor, SERVER } from '#audit/actor'
import { freeTimes, timesOfAnyone } from '#calendar/free_times'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { encrypted } from '#models/columns'
import Service from '#models/service'
import { BookingWaitingSchema } from '../schema.js'
import { bookingSettings } from '../settings.js'
import type { Order } from './booking.js'
import Offer from './offer.js'
import { bookableDates, wishOf } from './rules.js'
import { type ShownService, shownServices } from './shown.js'
import { hashOf, newToken } from './token.js'
import { clientFor } from './visitor.js'

type Joining = Order & {
  service: ShownService
  memberId: string | null
  from: string
  until: string
}
/** What was typed, and which versions of the words were accepted with it. */
type Typed = Pick<Order, 'visitor' | 'marketing'> & { texts: { terms: string; privacy: string } }

const KEPT_DAYS = 30

/** Somebody who waits for a time to become free. Times are offered to one person at a time, in the order in which they came. */
export default class Waiting extends BookingWaitingSchema {
  static table = 'booking_waiting'

  @encrypted('booking.waiting')
  declare typed: string

  @belongsTo(() => Service)
  declare service: BelongsTo<typeof Service>

  @hasMany(() => Offer)
  declare offers: HasMany<typeof Offer>

  static async join({ service, memberId, from, until, ...order }: Joining) {
    const { visitor, marketing, texts, locale, origin } = order
    const { token, tokenHash } = newToken()
    await transaction(async () => {
      const client = await clientFor(visitor)
      await this.create({
        ...{ serviceId: service.id, memberId, fromDate: from, untilDate: until, tokenHash },
        ...{ locale, origin, clientId: client?.id ?? null },
        typed: JSON.stringify({
          ...{ visitor, marketing },
          texts: { terms: texts.terms.id, privacy: texts.privacy.id },
        } satisfies Typed),
      })
      await queueMail({
        to: visitor.email,
        purpose: 'booking.purposes.joined',
        template: 'booking::mails/joined',
        data: { from, until, url: `${origin}/booking/waiting/${token}` },
        locale,
        client: client ?? undefined,
      })
    })
  }

  static findByTokenOrFail(token: string) {
    return this.query().where('tokenHash', hashOf(token)).preload('service').firstOrFail()
  }

  /** Offers what has become free, to each who waits and has no offer to answer. The first who came is served first. */
  static async serve() {
    if (!bookingSettings.read().waitingList) return
    const services = await shownServices()
    for (const entry of await this.open()) {
      const service = services.find(({ id }) => id === entry.serviceId)
      if (service) await entry.serve(service)
    }
  }

  /** Who still waits. */
  static open() {
    const { first } = bookableDates()
    return this.query()
      .whereNull('endedAt')
      .where('untilDate', '>=', first)
      .preload('offers')
      .orderBy('createdAt')
      .orderBy('id')
  }

  /** Removes who waits no more, a month later: by then nobody asks why. */
  static forget() {
    const longAgo = DateTime.utc().minus({ days: KEPT_DAYS })
    return this.query()
      .where('ended_at', '<', longAgo.toISO())
      .orWhere('until_date', '<', longAgo.toISODate())
      .delete()
  }

  get order(): Typed {
    return JSON.parse(this.typed)
  }

  /** They wait no more: they have a time, or have left. */
  async end() {
    if (this.endedAt) return
    this.endedAt = DateTime.utc()
    await this.save()
  }

  private async serve(service: ShownService, by: Actor = SERVER) {
    if (this.offers.some((offer) => offer.isOpen)) return
    const { first, last } = bookableDates()
    const [from, until] = [[first, this.fromDate].sort()[1], [last, this.untilDate].sort()[0]]
    if (until < from) return
    const known = new Set(this.offers.map(({ start }) => start))
    const wish = wishOf({ service, memberId: this.memberId, from, until })
    const times = timesOfAnyone(await freeTimes(wish)).filter((start) => !known.has(start))
    for (const start of times) if (await Offer.make(this, { service, start, by })) return
  }
}
