import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { InvitationSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'
import { hashOfToken, newToken } from '#members/one_use_token'
import type { Role } from '#clinics/permissions'
import { utcNow } from '#models/columns'
import Member, { normalEmail } from '#models/member'

const DAYS = 7

type Acceptance = { name: string; password: string; locale: string; address: string }

/** A place in the clinic that is offered to an e-mail address, by a link that works once. */
export default class Invitation extends InvitationSchema {
  @belongsTo(() => Member, { foreignKey: 'invitedBy' })
  declare inviter: BelongsTo<typeof Member>

  /** Those that nobody took and nobody took back. */
  static open() {
    return this.query().whereNull('acceptedAt').whereNull('revokedAt')
  }

  static openFor(email: string) {
    return this.open().where('email', normalEmail(email)).first()
  }

  static withToken(token: string) {
    return this.open().where('tokenHash', hashOfToken(token)).preload('inviter').first()
  }

  /** Offers the place. The link is mailed, or given back where the clinic has no mail server. */
  static async invite({ email, role }: { email: string; role: Role }, by: Actor, origin: string) {
    return transaction(async () => {
      const invitation = new Invitation()
      invitation.merge({ email: normalEmail(email), role, invitedBy: by.member!.id })
      return invitation.send('invitation.sent', by, origin)
    })
  }

  get isExpired() {
    return this.expiresAt < DateTime.utc()
  }

  /** Sends it anew: the old link is worth nothing from now on. */
  resend(by: Actor, origin: string) {
    return transaction(() => this.send('invitation.resent', by, origin))
  }

  async revoke(by: Actor) {
    await transaction(async () => {
      this.revokedAt = DateTime.utc()
      await this.save()
      await this.recordChange('invitation.revoked', by)
    })
  }

  /** @returns the new member; null when the invitation was taken or taken back in the meantime */
  async accept({ name, password, locale, address }: Acceptance): Promise<Member | null> {
    return transaction(async () => {
      const taken: unknown = await Invitation.open()
        .where('id', this.id)
        .where('tokenHash', this.tokenHash)
        .where('expiresAt', '>', utcNow())
        .update({ acceptedAt: utcNow() })
      if (Number(taken) !== 1) return null

      const { email, role } = this
      const member = await Member.create({ name, email, role, password, locale })
      await Invitation.query().where('id', this.id).update({ acceptedBy: member.id })
      await this.recordChange('invitation.accepted', { member, address })
      return member
    })
  }

  /** @returns the link, where it has to be handed over by a person */
  private async send(action: string, by: Actor, origin: string): Promise<string | null> {
    const { token, tokenHash } = newToken()
    this.tokenHash = tokenHash
    this.expiresAt = DateTime.utc().plus({ days: DAYS })
    await this.save()
    await this.recordChange(action, by)
    const link = `${origin}/invitations/${token}`
    if (!mailIsSetUp()) return link
    await queueMail({
      to: this.email,
      purpose: 'mails.purposes.invitation',
      template: 'mails/invitation',
      data: { link, inviter: by.member!.name, days: DAYS },
      by,
      usefulUntil: this.expiresAt,
    })
    return null
  }

  private recordChange(action: string, by: Actor) {
    const { email, role } = this
    return record({
      action,
      by,
      subject: { type: 'invitation', id: this.id },
      details: { email, role },
    })
  }
}
