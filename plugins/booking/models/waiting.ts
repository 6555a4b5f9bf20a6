import { DateTime } from 'luxon'
import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import { type Actor, SERVER } from '#audit/actor'
import { freeTimes, timesOfAnyone } from '#calendar/free/free_times'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { encrypted } from '#models/columns'
import Client from '#models/client'
import Member from '#models/member'
import Service from '#models/service'
import { BookingWaitingSchema } from '../schema.js'
import Offer from './offer.js'
import type { Order, Outcome } from './order.js'
import { reasonsAgainst } from './reasons.js'
import { bookableDates, wishOf } from './rules.js'
import type { ShownService } from './shown.js'
import Text from './text.js'
import { hashOf } from './token.js'

/** What was typed, and which versions of the words were accepted with it. */
export type Typed = Pick<Order, 'visitor' | 'marketing'> & {
  texts: { terms: string; privacy: string }
}

/** Somebody who waits for a time to become free. Times are offered to one person at a time, in the order in which they came. */
export default class Waiting extends BookingWaitingSchema {
  static table = 'booking_waiting'

  @encrypted('booking.waiting')
  declare typed: string

  /** What was free when they came, and did not suit them. Once it is taken it leaves the list, and is offered when it is freed. */
  declare passedOver: number[]

  @belongsTo(() => Service)
  declare service: BelongsTo<typeof Service>

  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  @hasMany(() => Offer)
  declare offers: HasMany<typeof Offer>

  static findByTokenOrFail(token: string): Promise<Waiting> {
    return this.query()
      .where('tokenHash', hashOf(token))
      .preload('service')
      .preload('offers')
      .firstOrFail()
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

  get order(): Typed {
    return JSON.parse(this.typed)
  }

  /** The time that is offered to them now. */
  get openOffer(): Offer | null {
    return this.offers.find((offer) => offer.isOpen) ?? null
  }

  /** Why they cannot wait for this, as keys of words; none once they wait. Only for the eyes of whoever has the link. */
  async reasons(): Promise<string[]> {
    if (this.confirmedAt || this.endedAt) return []
    const client = this.clientId ? await Client.find(this.clientId) : null
    return reasonsAgainst(client, this.serviceId)
  }

  /** Somebody has followed the link in the mail: from now on they wait. Twice is once. */
  async confirm() {
    const reasons = await this.reasons()
    if (reasons.length) return
    this.confirmedAt ??= DateTime.utc()
    await this.save()
  }

  /** They take what was offered to them, and wait no more. */
  async accept(offer: Offer, by: Actor): Promise<Outcome> {
    const { visitor, marketing, texts } = this.order
    const { locale, origin } = this
    const accepted = await Text.accepted(texts)
    return transaction(async () => {
      const order = { visitor, marketing, texts: accepted, locale, origin, by }
      const outcome = await offer.accept(order)
      if (outcome !== 'taken') await this.end()
      return outcome
    })
  }

  /** They wait no more: they have a time, or have left. */
  async end() {
    if (this.endedAt) return
    this.endedAt = DateTime.utc()
    await this.save()
  }

  /** They leave the list, and what was offered to them is free again. */
  async leave() {
    await transaction(async () => {
      await this.openOffer?.decline()
      await this.end()
    })
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

  /** Offers the first time that has become free since they came. */
  async serve(service: ShownService) {
    if (this.openOffer) return
    const free = await this.freeNow(service)
    const isFree = new Set(free)
    await this.passOver(this.passedOver.filter((start) => isFree.has(start)))
    const known = new Set([...this.passedOver, ...this.offers.map(({ start }) => start)])
    const by = SERVER
    for (const start of free.filter((each) => !known.has(each)))
      if (await Offer.make(this, { service, start, by })) return
  }

  /** Notes what is free and does not suit them. */
  async passOver(starts: number[]) {
    if (starts.length === this.passedOver.length) return
    this.passedOver = starts
    await this.save()
  }

  /** Every time that suits them and can be had, in whole minutes since 1970 in UTC. */
  async freeNow(service: ShownService): Promise<number[]> {
    const { first, last } = bookableDates()
    const [from, until] = [[first, this.fromDate].sort()[1], [last, this.untilDate].sort()[0]]
    if (until < from) return []
    return timesOfAnyone(await freeTimes(wishOf({ service, memberId: this.memberId, from, until })))
  }

  /** Writes to them that they wait, or asks whether it was they who asked. */
  tell(kind: 'joined' | 'confirm_place', mail: { token: string; client: Client | null }) {
    const { fromDate: from, untilDate: until, locale, origin } = this
    return queueMail({
      to: this.order.visitor.email,
      purpose: `booking.mails.purposes.${kind}`,
      template: 'booking::mails/joined',
      data: {
        ...{ kind, from, until },
        url: `${origin}/booking/waiting/${mail.token}`,
      },
      ...{ locale, client: mail.client ?? undefined },
    })
  }
}
