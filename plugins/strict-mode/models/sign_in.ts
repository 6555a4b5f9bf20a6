import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { originFor } from '#members/origin'
import { transaction } from '#clinics/transaction'
import type MemberSignedIn from '#events/member_signed_in'
import { mailIsSetUp, queueMail } from '#mails/queue_mail'
import { hashOfToken, newToken } from '#members/one_use_token'
import { utcNow } from '#models/columns'
import Member from '#models/member'
import PasswordReset from '#models/password_reset'
import signInNotices from '../rules/sign_in_notices.js'
import { StrictModeSignInSchema } from '../schema.js'
import { ownersAtWork } from '#members/owners'
import { standingOf } from './standing.js'

const LINK_HOLDS_DAYS = 14
const KEPT_DAYS = 30
/** So soon only the member can have the notice; an older one may have been forwarded, printed or found. */
const RESET_MINUTES = 60

/** How the member gets a new password: on a page at once, or by a mail, where one can be sent. */
type Onward = { path: string } | { path: null; isMailed: boolean }

/** A sign-in that its member was told of, and may say to have been somebody else. */
export default class SignIn extends StrictModeSignInSchema {
  static table = 'strict_mode_sign_ins'

  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  /** Tells the member that somebody signed in as them, and the owners where the clinic wants that for this role. */
  static async notice({ memberId, device, by }: MemberSignedIn) {
    const standing = standingOf(signInNotices)
    if (!standing || !mailIsSetUp()) return
    const member = await Member.findOrFail(memberId)
    await transaction(async () => {
      const { token, tokenHash } = newToken()
      const signIn = await this.create({ memberId, tokenHash, device, address: by.address })
      await signIn.tellMember(member, token)
      if (!standing.values.roles.includes(member.role)) return
      for (const owner of await ownersAtWork())
        if (owner.id !== memberId) await signIn.tell(owner, 'signed_in', { name: member.name })
    })
  }

  /** The sign-in behind a link, as long as it can still be disowned. */
  static async withToken(token: string) {
    const signIn = await this.query()
      .where('tokenHash', hashOfToken(token))
      .whereNull('disownedAt')
      .where('createdAt', '>', DateTime.utc().minus({ days: LINK_HOLDS_DAYS }).toISO())
      .preload('member')
      .first()
    return signIn?.member.isActive ? signIn : null
  }

  /** Whether the link of the notice shows well enough who has it to let them choose a new password. */
  get isRecent() {
    return this.createdAt > DateTime.utc().minus({ minutes: RESET_MINUTES })
  }

  /** Forgets what no link leads to any more. */
  static async tidy() {
    const longAgo = DateTime.utc().minus({ days: KEPT_DAYS }).toISO()
    await this.query().where('createdAt', '<', longAgo).delete()
  }

  /**
   * Somebody else signed in: every session ends, the password is worth nothing any more, and the owners are told.
   *
   * @returns how the member gets a new one; null when the link was used in the meantime
   */
  async disown(by: Actor): Promise<Onward | null> {
    return transaction(async () => {
      const disowned: unknown = await SignIn.query()
        .where('id', this.id)
        .whereNull('disownedAt')
        .update({ disownedAt: utcNow() })
      if (Number(disowned) !== 1) return null
      const subject = { type: 'member', id: this.memberId }
      const details = { device: this.device ?? undefined, from: this.address ?? undefined }
      await record({ action: 'strict-mode.sign_in_disowned', by, subject, details })
      await this.member.lockOut(by)
      for (const owner of await ownersAtWork())
        await this.tell(owner, 'disowned', { name: this.member.name })
      return this.onward(by)
    })
  }

  private async onward(by: Actor): Promise<Onward> {
    if (this.isRecent) return PasswordReset.open(this.member)
    const origin = mailIsSetUp() ? await originFor(this.member) : null
    if (origin) await PasswordReset.send(this.member, by, origin)
    return { path: null, isMailed: origin !== null }
  }

  private async tellMember(member: Member, token: string) {
    const origin = await originFor(member)
    await this.tell(member, 'own', { link: origin && `${origin}/strict-mode/not-me/${token}` })
  }

  private async tell(to: Member, what: 'own' | 'signed_in' | 'disowned', more: object) {
    await queueMail({
      to: { name: to.name, address: to.email },
      purpose: 'strict-mode.mails.sign_in.purpose',
      template: 'strict-mode::mails/sign_in',
      data: { what, device: this.device, address: this.address, at: this.createdAt, ...more },
      locale: to.locale,
      usefulUntil: DateTime.utc().plus({ days: 3 }),
    })
  }
}
