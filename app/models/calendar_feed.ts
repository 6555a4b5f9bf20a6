import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { CalendarFeedSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { originFor } from '#members/origin'
import { transaction } from '#clinics/transaction'
import AccountChanged from '#events/account_changed'
import { mailIsSetUp, queueMail } from '#mails/queue_mail'
import { hashOfToken, newToken } from '#members/one_use_token'
import { ask, type NameDisplay } from '#plugins/precautions'
import Member from './member.js'

const READ_NOTED_EVERY = { minutes: 10 }
const WARNED_BEFORE = { days: 7 }

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

  /** The feed with this secret, as long as its member works here, may see the calendar, and no plugin has ended it. */
  static async behind(token: string): Promise<CalendarFeed | null> {
    const feed = await this.query().where('tokenHash', hashOfToken(token)).preload('member').first()
    return feed?.member.isActive && mayHaveFeed(feed.member) && !feed.isOver ? feed : null
  }

  /** Tells each member once, some days before their address ends; there is nothing to be told where no plugin ends any. */
  static async warn(now = DateTime.utc()) {
    const feeds = await this.query().whereNull('warnedAt').preload('member')
    for (const feed of feeds) {
      const isDue = feed.endsAt && feed.endsAt <= now.plus(WARNED_BEFORE) && !feed.isOver
      if (isDue && feed.member.isActive && mayHaveFeed(feed.member)) await feed.warnOfEnd(now)
    }
  }

  /** When it ends by itself; null while no plugin wants that. Its member must be loaded. */
  get endsAt(): DateTime | null {
    const madeAt = this.renewedAt ?? this.createdAt
    const days = ask('accessTokenDays', { member: this.member, madeAt })
    return Number.isFinite(days) ? madeAt.plus({ days }) : null
  }

  get isOver() {
    return this.endsAt !== null && this.endsAt <= DateTime.utc()
  }

  /** Its member wants it for longer: it begins anew, and programs that have the address notice nothing. */
  async renew(by: Actor) {
    await transaction(async () => {
      this.renewedAt = DateTime.utc()
      this.warnedAt = null
      await this.save()
      await noted('calendar_feed.renewed', this.member, by)
    })
  }

  /** Remembers that it was read, for the member to see; not each time, because programs ask all day. */
  async noteRead(now = DateTime.utc()) {
    if (this.readAt && this.readAt > now.minus(READ_NOTED_EVERY)) return
    this.readAt = now
    await this.save()
  }

  private async warnOfEnd(now: DateTime) {
    const { name, email, locale } = this.member
    const origin = await originFor(this.member)
    await transaction(async () => {
      this.warnedAt = now
      await this.save()
      if (!mailIsSetUp()) return
      await queueMail({
        to: { name, address: email },
        purpose: 'mails.purposes.feed_ending',
        template: 'mails/feed_ending',
        data: { until: this.endsAt, link: origin && `${origin}/security/calendar-feed` },
        locale,
        usefulUntil: this.endsAt!,
      })
    })
  }
}

/** Whether other programs may read this member's calendar. */
export function mayHaveFeed(member: Member) {
  return member.can('calendar.read') && ask('feedsAllowed', { member })
}

async function noted(action: string, member: Member, by: Actor) {
  await record({ action, by, subject: { type: 'member', id: member.id } })
  await AccountChanged.dispatch(member, action, by)
}
