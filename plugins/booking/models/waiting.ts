import { DateTime } from 'luxon'
import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import { type Actor, SERVER } from '#audit/actor'
import { freeTimes, timesOfAnyone } from '#calendar/free_times'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { encrypted } from '#models/columns'
import Member from '#models/member'
import Service from '#models/service'
import { BookingWaitingSchema } from '../schema.js'
import { bookingSettings } from '../settings.js'
import type { Order } from './booking.js'
import Offer from './offer.js'
import { bookableDates, wishOf } from './rules.js'
import { type ShownService, shownServices } from './shown.js'
import { hashOf, newToken } from './token.js'
import { clientFor } from './visitor.js'
import { addressing } from './wording.js'

type Joining = Order & {
  service: ShownService
  memberId: string | null
  from: string
  until: string
  /** Whether it is certain that a person asks; else the link in the mail must be followed first. */
  isCertain: boolean
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

  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  @hasMany(() => Offer)
  declare offers: HasMany<typeof Offer>

  /** Puts somebody on the list, at the end. The same form twice is one place and one mail. */
  static async join({ service, memberId, from, until, isCertain, ...order }: Joining) {
    const { visitor, locale, origin } = order
    const typed = JSON.stringify(typedOf(order))
    const wish = { serviceId: service.id, memberId, fromDate: from, untilDate: until }
    const { token, tokenHash } = newToken()
    await transaction(async () => {
      const same = await this.query().where(wish).whereNull('endedAt')
      if (same.some((entry) => entry.typed === typed)) return
      const client = await clientFor(visitor)
      await this.create({
        ...wish,
        ...{ tokenHash, typed, locale, origin, clientId: client?.id ?? null },
        confirmedAt: isCertain ? DateTime.utc() : null,
      })
      const kind = isCertain ? 'joined' : 'confirm_place'
      await queueMail({
        to: visitor.email,
        purpose: `booking.purposes.${kind}`,
        template: 'booking::mails/joined',
        data: {
          kind,
          from,
          until,
          url: `${origin}/booking/waiting/${token}`,
          ...addressing(locale),
        },
        ...{ locale, client: client ?? undefined },
      })
    })
  }

  static findByTokenOrFail(token: string): Promise<Waiting> {
    return this.query()
      .where('tokenHash', hashOf(token))
      .preload('service')
      .preload('offers')
      .firstOrFail()
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

  /** Who still waits, in the order in which they came. */
  static open() {
    const { first } = bookableDates()
    return this.query()
      .whereNull('endedAt')
      .whereNotNull('confirmedAt')
      .where('untilDate', '>=', first)
      .preload('offers')
      .orderBy('confirmedAt')
      .orderBy('id')
  }

  /** Removes who waits no more, a month later: by then nobody asks why. */
  static forget() {
    const longAgo = DateTime.utc().minus({ days: KEPT_DAYS })
    const aDayAgo = DateTime.utc().minus({ days: 1 }).toISO()
    return this.query()
      .where('ended_at', '<', longAgo.toISO())
      .orWhere('until_date', '<', longAgo.toISODate())
      .orWhere((doubtful) => doubtful.whereNull('confirmedAt').where('createdAt', '<', aDayAgo))
      .delete()
  }

  get order(): Typed {
    return JSON.parse(this.typed)
  }

  /** The time that is offered to them now. */
  get openOffer(): Offer | null {
    return this.offers.find((offer) => offer.isOpen) ?? null
  }

  /** Somebody has followed the link in the mail: from now on they wait. Twice is once. */
  async confirm() {
    this.confirmedAt ??= DateTime.utc()
    await this.save()
  }

  /** They wait no more: they have a time, or have left. */
  async end() {
    if (this.endedAt) return
    this.endedAt = DateTime.utc()
    await this.save()
  }

  /** They leave the list, and what was offered to them goes to the next. */
  async leave(): Promise<void> {
    await transaction(async () => {
      await this.openOffer?.decline()
      await this.end()
    })
    await Waiting.serve()
  }

  /** A member takes them off the list. */
  async remove(by: Actor): Promise<void> {
    if (this.endedAt) return
    await transaction(async () => {
      await this.leave()
      const subject = { type: 'booking_waiting', id: this.id }
      await record({ action: 'booking.waiting_removed', by, subject })
    })
  }

  private async serve(service: ShownService, by: Actor = SERVER) {
    if (this.openOffer) return
    const { first, last } = bookableDates()
    const [from, until] = [[first, this.fromDate].sort()[1], [last, this.untilDate].sort()[0]]
    if (until < from) return
    const known = new Set(this.offers.map(({ start }) => start))
    const wish = wishOf({ service, memberId: this.memberId, from, until })
    const times = timesOfAnyone(await freeTimes(wish)).filter((start) => !known.has(start))
    for (const start of times) if (await Offer.make(this, { service, start, by })) return
  }
}

function typedOf({ visitor, marketing, texts: { terms, privacy } }: Order): Typed {
  return { visitor, marketing, texts: { terms: terms.id, privacy: privacy.id } }
}
