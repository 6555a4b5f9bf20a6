import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { EmailChangeSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'
import { hashOfToken, newToken } from '#members/one_use_token'
import { utcNow } from '#models/columns'
import Member, { normalEmail } from '#models/member'

const HOURS = 24

/** A new e-mail address of a member, until a link sent to it shows that it is theirs. */
export default class EmailChange extends EmailChangeSchema {
  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  static waiting() {
    return this.query().whereNull('usedAt').where('expiresAt', '>', utcNow())
  }

  static async withToken(token: string) {
    const change = await this.waiting()
      .where('tokenHash', hashOfToken(token))
      .preload('member')
      .first()
    return change?.member.isActive ? change : null
  }

  /**
   * Asks the new address for confirmation. Where the clinic has no mail server the change holds at once.
   *
   * @returns whether a confirmation is awaited
   */
  static async request(member: Member, email: string, by: Actor, origin: string): Promise<boolean> {
    if (!mailIsSetUp()) {
      await member.changeEmail(email, by)
      return false
    }
    const { token, tokenHash } = newToken()
    const expiresAt = DateTime.utc().plus({ hours: HOURS })
    const address = normalEmail(email)
    await transaction(async () => {
      await this.cancel(member)
      await this.create({ memberId: member.id, email: address, tokenHash, expiresAt })
      await record({
        action: 'email.change_requested',
        by,
        subject: { type: 'member', id: member.id },
        details: { after: address },
      })
      await queueMail({
        to: { name: member.name, address },
        purpose: 'mails.purposes.email_change',
        template: 'mails/email_change',
        data: { link: `${origin}/email-change/${token}`, hours: HOURS, before: member.email },
        locale: member.locale,
        by,
        usefulUntil: expiresAt,
      })
    })
    return true
  }

  /** Forgets what the member asked for before. */
  static cancel(member: Member) {
    return this.waiting().where('memberId', member.id).update({ usedAt: utcNow() })
  }

  /** @returns false when the link was used, or somebody else got the address, in the meantime */
  async confirm(address: string): Promise<boolean> {
    return transaction(async () => {
      const used: unknown = await EmailChange.waiting()
        .where('id', this.id)
        .update({ usedAt: utcNow() })
      if (Number(used) !== 1 || (await Member.withEmail(this.email))) return false
      await this.member.changeEmail(this.email, { member: this.member, address })
      return true
    })
  }
}
