import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { CalendarFeedSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { tell } from '#members/notices'
import { hashOfToken, newToken } from '#members/one_use_token'
import { ask, type NameDisplay } from '#plugins/precautions'
import Member from './member.js'

const READ_NOTED_EVERY = { minutes: 10 }

/**
 * The address at which other programs read a member's calendar. Whoever has it can read it without signing in, so
 * the database keeps only its hash, and it ends with one click.
 */
export default class CalendarFeed extends CalendarFeedSchema {
  declare names: NameDisplay

  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  /**
   * Gives a member a new address; the one before it ends.
   *
   * @param names the most of a client's name that it shows
   * @returns the secret part, which can be shown now and never again
   */
  static async open(member: Member, names: NameDisplay, by: Actor): Promise<string> {
    const { token, tokenHash } = newToken()
    await transaction(async () => {
      await this.query().where('memberId', member.id).delete()
      await this.create({ memberId: member.id, tokenHash, names })
      await noted('calendar_feed.opened', member, by)
    })
    return token
  }

  static async close(member: Member, by: Actor) {
    await transaction(async () => {
      const [closed]: unknown[] = await this.query().where('memberId', member.id).delete()
      if (closed) await noted('calendar_feed.closed', member, by)
    })
  }

  /** The feed with this secret, as long as its member works here, may see the calendar, and no plugin has ended all feeds. */
  static async behind(token: string): Promise<CalendarFeed | null> {
    const feed = await this.query().where('tokenHash', hashOfToken(token)).preload('member').first()
    return feed?.member.isActive && mayHaveFeed(feed.member) ? feed : null
  }

  /** Remembers that it was read, for the member to see; not each time, because programs ask all day. */
  async noteRead(now = DateTime.utc()) {
    if (this.readAt && this.readAt > now.minus(READ_NOTED_EVERY)) return
    this.readAt = now
    await this.save()
  }
}

/** Whether other programs may read this member's calendar. */
export function mayHaveFeed(member: Member) {
  return member.can('calendar.read') && ask('feedsAllowed', { member })
}

async function noted(action: string, member: Member, by: Actor) {
  await record({ action, by, subject: { type: 'member', id: member.id } })
  await tell(member, action, by)
}
