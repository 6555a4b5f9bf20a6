import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { encrypted, utcNow } from '#models/columns'
import { BookingDraftSchema } from '../schema.js'
import Booking from './booking.js'
import Hold from './hold.js'
import { mayWriteTo } from './limiter.js'
import type { Order } from './order.js'
import { momentAt } from './rules.js'
import Text, { type TextKind } from './text.js'
import { hashOf, newToken } from './token.js'
import { whenOf } from './wording.js'

/** How long somebody has to find the mail, and so how long the time is kept. */
const MINUTES = 30

/** The words are kept as the versions that were on the page: those were accepted. */
type Typed = Omit<Order, 'texts' | 'by'> & { texts: Record<TextKind, string> }

/**
 * What somebody typed, until they follow a link in a mail: because their browser runs no scripts, and so cannot show that
 * it did some work (a robot would need a mailbox for each time that it takes), or because the answer is for the owner of the
 * mailbox alone. It goes with the hold, within a day.
 */
export default class Draft extends BookingDraftSchema {
  static table = 'booking_drafts'

  @encrypted('booking.draft')
  declare typed: string

  @belongsTo(() => Hold)
  declare hold: BelongsTo<typeof Hold>

  /** @returns false when the time was taken meanwhile */
  static async keep(hold: Hold, { visitor, marketing, locale, origin, texts, by }: Order) {
    const expiresAt = DateTime.utc().plus({ minutes: MINUTES })
    const accepted = { terms: texts.terms.id, privacy: texts.privacy.id }
    const typed: Typed = { visitor, marketing, locale, origin, texts: accepted }
    const { token, tokenHash } = newToken()
    return transaction(async () => {
      if (await this.isKnown(hold, typed)) return true
      if (!(await hold.keep(by, expiresAt))) return false
      const draft = { holdId: hold.id, tokenHash, typed: JSON.stringify(typed), expiresAt }
      const { start } = hold
      const isKept = await hold.isKept()
      await this.create(draft)
      if (mayWriteTo(visitor.email))
        await ask(visitor, { token, start, locale, origin, expiresAt, isKept })
      return true
    })
  }

  /** Whether the same was typed before: then there is a mail about it already. Somebody who corrects the address gets another one. */
  private static async isKnown({ id: holdId }: Hold, typed: Typed) {
    const known = await this.query().where({ holdId }).where('expires_at', '>', utcNow())
    return known.some((draft) => draft.typed === JSON.stringify(typed))
  }

  static findByTokenOrFail(token: string) {
    return this.query()
      .where('tokenHash', hashOf(token))
      .preload('hold', (hold) => hold.preload('service'))
      .firstOrFail()
  }

  /** In which language they booked, and read the mail. */
  get locale() {
    return this.order.locale
  }

  /** Books what was typed. */
  async place(by: Order['by']) {
    const { texts, ...order } = this.order
    return Booking.place(this.hold, { ...order, texts: await Text.accepted(texts), by })
  }

  private get order(): Typed {
    return JSON.parse(this.typed)
  }
}

type Asking = Pick<Order, 'locale' | 'origin'> & {
  token: string
  start: number
  expiresAt: DateTime
  isKept: boolean
}

/** Asks the owner of the mailbox whether it was they who booked. */
function ask(
  { email }: Order['visitor'],
  { token, start, locale, origin, expiresAt, isKept }: Asking
) {
  return queueMail({
    to: email,
    purpose: 'booking.mails.purposes.confirm',
    template: 'booking::mails/confirm',
    data: {
      when: whenOf(momentAt(start), clinicSettings.read().timeZone, locale),
      url: `${origin}/booking/confirm/${token}`,
      minutes: MINUTES,
      isKept,
    },
    locale,
    usefulUntil: expiresAt,
  })
}
