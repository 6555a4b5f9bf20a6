import hash from '@adonisjs/core/services/hash'
import { DateTime } from 'luxon'
import { type Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import AccountChanged from '#events/account_changed'
import type Member from '#models/member'
import Passkey from '#models/passkey'
import { type Answer, type NewKey, type Passkeys } from './passkeys.js'
import { RecoveryCodes } from './recovery_codes.js'
import { matchingStep } from './totp.js'

/**
 * What a member proves besides the password. It is asked for as soon as there is an authenticator app
 * or a passkey; recovery codes exist as long as one of them does.
 */
export class SecondFactor {
  readonly codes: RecoveryCodes

  constructor(private member: Member) {
    this.codes = new RecoveryCodes(member)
  }

  get hasApp() {
    return Boolean(this.member.totpConfirmedAt)
  }

  passkeys() {
    return Passkey.query().where('memberId', this.member.id).orderBy('createdAt')
  }

  async isOn() {
    return this.hasApp || (await this.passkeys().first()) !== null
  }

  /**
   * Turns the authenticator app on, if the code shows that it has the secret.
   *
   * @returns the recovery codes to show once, none when there are some already; null if the code is wrong
   */
  async turnOnApp(secret: string, code: string, by: Actor): Promise<string[] | null> {
    const step = matchingStep(secret, code)
    if (step === null) return null
    return transaction(async () => {
      await this.member
        .merge({ totpSecret: secret, totpConfirmedAt: DateTime.utc(), totpLastStep: step })
        .save()
      return this.added('authenticator', by)
    })
  }

  async turnOffApp(by: Actor) {
    await transaction(async () => {
      await this.member
        .merge({ totpSecret: null, totpConfirmedAt: null, totpLastStep: null })
        .save()
      await this.removed('authenticator', by)
    })
  }

  /** @returns the recovery codes to show once, none when there are some already */
  async addPasskey(name: string, key: NewKey, by: Actor): Promise<string[]> {
    return transaction(async () => {
      await Passkey.create({ ...key, name, memberId: this.member.id })
      return this.added('passkey', by, { name })
    })
  }

  async removePasskey(passkey: Passkey, by: Actor) {
    await transaction(async () => {
      await passkey.delete()
      await this.removed('passkey', by, { name: passkey.name })
    })
  }

  async renamePasskey(passkey: Passkey, name: string, by: Actor) {
    await transaction(async () => {
      const before = passkey.name
      passkey.name = name
      await passkey.save()
      const subject = { type: 'member', id: this.member.id }
      await record({ action: 'passkey.renamed', by, subject, details: { before, after: name } })
    })
  }

  /** Ten new recovery codes in place of the old ones. */
  async renewCodes(by: Actor): Promise<string[]> {
    return transaction(async () => {
      const codes = await this.codes.renew()
      await this.changed('recovery_codes.renewed', by)
      return codes
    })
  }

  /** Takes everything away, for a member who lost it all. The password alone signs in then. */
  async reset(by: Actor) {
    await transaction(async () => {
      await this.passkeys().delete()
      await this.codes.forget()
      await this.member
        .merge({ totpSecret: null, totpConfirmedAt: null, totpLastStep: null })
        .save()
      await this.member.endSessions()
      await this.changed('second_factor.reset', by)
    })
  }

  /** Whether this is the member's password. */
  provesPassword(password: string) {
    return hash.verify(this.member.password, password)
  }

  /** Uses up a code of the app, or a recovery code; null when it is neither, or was used before. */
  async provesCode(typed: string): Promise<'totp' | 'recovery_code' | null> {
    const digits = typed.replace(/\s/g, '')
    if (/^\d{6}$/.test(digits)) return (await this.useTotp(digits)) ? 'totp' : null
    return (await this.codes.use(typed)) ? 'recovery_code' : null
  }

  /** Whether the browser's answer was signed with a passkey of this member. */
  async provesPasskey(passkeys: Passkeys, answer: Answer): Promise<boolean> {
    const passkey = await passkeys.used(answer)
    return passkey?.memberId === this.member.id
  }

  private async useTotp(code: string) {
    if (!this.member.totpSecret) return false
    const step = matchingStep(this.member.totpSecret, code)
    return step !== null && this.member.takesTotpStep(step)
  }

  private async added(factor: string, by: Actor, details = {}) {
    await this.changed(`${factor}.added`, by, details)
    return (await this.codes.left()) ? [] : this.codes.renew()
  }

  private async removed(factor: string, by: Actor, details = {}) {
    if (!(await this.isOn())) await this.codes.forget()
    await this.changed(`${factor}.removed`, by, details)
  }

  private async changed(action: string, by: Actor, details = {}) {
    await record({ action, by, subject: { type: 'member', id: this.member.id }, details })
    await AccountChanged.dispatch(this.member, action, by)
  }
}
