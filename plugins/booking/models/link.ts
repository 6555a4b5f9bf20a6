import { DateTime } from 'luxon'
import { BookingLinkSchema } from '../schema.js'
import { hashOf, newToken } from './token.js'

/** A link to one booking, as its hash: whoever has it may move or cancel, until something was done with it. */
export default class Link extends BookingLinkSchema {
  static table = 'booking_links'

  static findByTokenOrFail(token: string) {
    return this.findByOrFail('tokenHash', hashOf(token))
  }

  /** A further link. @returns the only copy of its token */
  static async issue(bookingId: string) {
    const { token, tokenHash } = newToken()
    await this.create({ bookingId, tokenHash })
    return token
  }

  /** None of those that were given out works any more. */
  static async endAll(bookingId: string) {
    const endedAt = DateTime.utc().toISO()
    await this.query().where({ bookingId }).whereNull('endedAt').update({ ended_at: endedAt })
  }
}
