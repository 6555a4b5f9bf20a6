import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { PasswordResetSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { currentClinic } from '#clinics/clinic_in_hand'
import { networkOf } from '#clinics/network'
import { originFor } from '#members/origin'
import { transaction } from '#clinics/transaction'
import { type Letter, queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'
import { Attempts } from '#members/attempts'
import { hashOfToken, newToken } from '#members/one_use_token'
import { utcNow } from '#models/columns'
import Member, { normalEmail } from '#models/member'

const MINUTES = 60

/** A link with which a member sets a new password, once and within the hour. It says nothing of the second factor. */
export default class PasswordReset extends PasswordResetSchema {
  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  static async withToken(token: string) {
    const reset = await this.query()
      .where('tokenHash', hashOfToken(token))
      .whereNull('usedAt')
      .where('expiresAt', '>', utcNow())
      .preload('member')
      .first()
    return reset?.member.isActive ? reset : null
  }

  /** Sends the link to whoever has this address, if anybody has. Nothing that is answered tells whether it did. */
  static request(email: string, address: string) {
    const clinic = currentClinic()
    const account = { key: `reset ${clinic.id} ${normalEmail(email)}`, free: 3 }
    const place = { key: `reset from ${clinic.id} ${networkOf(address)}`, free: 10 }
    return Attempts.instance.make(account, place, async () => {
      const by = { member: null, address }
      const member = await Member.withEmail(email)
      const origin = member?.isActive && mailIsSetUp() ? await originFor(member) : null
      if (member && origin) await this.send(member, by, origin)
      else await this.sendToNobody(email, by)
      // Each request counts, whatever came of it.
      return null
    })
  }

  /**
   * Sends a member the link.
   *
   * @returns the link, where the clinic has no mail server and a person has to hand it over
   */
  static async send(member: Member, by: Actor, origin: string): Promise<string | null> {
    return transaction(async () => {
      const { path, expiresAt } = await this.open(member)
      const link = origin + path
      const subject = { type: 'member', id: member.id }
      await record({ action: 'password_reset.sent', by, subject })
      if (!mailIsSetUp()) return link
      await queueMail(letter(member, link, { by, usefulUntil: expiresAt }))
      return null
    })
  }

  /** Opens a page where the member sets a new password, for who has shown to be that member. */
  static async open(member: Member) {
    const { token, tokenHash } = newToken()
    const expiresAt = DateTime.utc().plus({ minutes: MINUTES })
    await PasswordReset.create({ memberId: member.id, tokenHash, expiresAt })
    return { path: `/password-reset/${token}`, expiresAt }
  }

  /** Takes the steps of a mail that goes out, so that the time to the answer does not tell who is a member. */
  private static sendToNobody(email: string, by: Actor) {
    const nobody = { name: email, email, locale: null }
    return transaction(async () => {
      await record({ action: 'password_reset.not_sent', by })
      if (!mailIsSetUp()) return
      const mail = await queueMail(letter(nobody, newToken().token, { by }))
      await mail.delete()
    })
  }

  /**
   * Sets the new password, ends every session and voids the member's other links.
   *
   * @returns false when the link was used in the meantime
   */
  async use(password: string, address: string): Promise<boolean> {
    return transaction(async () => {
      const used: unknown = await PasswordReset.query()
        .where('id', this.id)
        .whereNull('usedAt')
        .update({ usedAt: utcNow() })
      if (Number(used) !== 1) return false

      await PasswordReset.query()
        .where('memberId', this.memberId)
        .whereNull('usedAt')
        .update({ usedAt: utcNow() })
      await this.member.changePassword(password, { member: this.member, address })
      return true
    })
  }
}

function letter(
  { name, email, locale }: Pick<Member, 'name' | 'email' | 'locale'>,
  link: string,
  more: Pick<Letter, 'by' | 'usefulUntil'>
): Letter {
  return {
    to: { name, address: email },
    purpose: 'mails.purposes.password_reset',
    template: 'mails/password_reset',
    data: { link, minutes: MINUTES },
    locale,
    ...more,
  }
}
