import { randomUUID } from 'node:crypto'
import hash from '@adonisjs/core/services/hash'
import { compose } from '@adonisjs/core/helpers'
import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import { beforeCreate, beforeSave } from '@adonisjs/lucid/orm'
import { DateTime } from 'luxon'
import { MemberSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { afterCommit, currentClinic } from '#clinics/clinic_in_hand'
import { Sessions } from '#clinics/sessions'
import { DEFAULT_IDLE_MINUTES } from '#clinics/session_times'
import { transaction } from '#clinics/transaction'
import AccountChanged from '#events/account_changed'
import MemberDeactivated from '#events/member_deactivated'
import { isAllowed, type Permission, type Role } from '#clinics/permissions'
import { newToken } from '#members/one_use_token'
import { encrypted } from '#models/columns'

/** A person who works in the clinic and signs in. */
export default class Member extends compose(
  MemberSchema,
  withAuthFinder(() => hash.use(), { uids: ['email'], passwordColumnName: 'password' })
) {
  static withEmail(email: string) {
    return this.findBy('email', normalEmail(email))
  }

  @encrypted('members.totp_secret')
  declare totpSecret: string | null

  @beforeCreate()
  static begin(member: Member) {
    member.sessionVersion ??= randomUUID()
    member.idleMinutes ??= DEFAULT_IDLE_MINUTES
  }

  @beforeSave()
  static normaliseEmail(member: Member) {
    member.email = normalEmail(member.email)
  }

  get isActive() {
    return !this.deactivatedAt
  }

  /** Whether this is somebody from outside, in the place of a member for a while. */
  get isHelper() {
    return false
  }

  /** Whether this member's role may do it, in the clinic in hand. */
  can(permission: Permission) {
    return isAllowed(this.role, permission)
  }

  /** Remembers where the member signs in, because mails that a stranger asks for must not lead where the stranger says. */
  async arrivedAt(origin: string) {
    this.lastOrigin = origin
    await this.save()
  }

  async changeProfile({ name, locale }: { name: string; locale: string | null }, by: Actor) {
    await transaction(async () => {
      this.name = name
      this.locale = locale
      await this.save()
      await this.recordChange('member.profile_changed', by, { name: this.name })
    })
  }

  /** Sets a new password and ends every session. */
  async changePassword(password: string, by: Actor) {
    await transaction(async () => {
      this.password = password
      await this.endSessions()
      await this.recordChange('password.changed', by)
      await AccountChanged.dispatch(this, 'password.changed', by)
    })
  }

  /** Ends every session and lets no password in until a new one is set by a link: somebody else knows the one there is. */
  async lockOut(by: Actor) {
    await transaction(async () => {
      this.password = newToken().token
      await this.endSessions()
      await this.recordChange('password.voided', by)
    })
  }

  /** Takes the address that the member has confirmed; the old one is told. */
  async changeEmail(email: string, by: Actor) {
    const before = this.email
    await transaction(async () => {
      this.email = email
      await this.save()
      await this.recordChange('email.changed', by, { before, after: this.email })
      await AccountChanged.dispatch(this, 'email.changed', by, before)
    })
  }

  async changeIdleMinutes(minutes: number, by: Actor) {
    await transaction(async () => {
      this.idleMinutes = minutes
      await this.save()
      await this.recordChange('automatic_sign_out.changed', by, { minutes })
    })
    Sessions.instance.changeIdleMinutes(currentClinic().id, this.id, minutes)
  }

  /** @returns false, and changes nothing, if the clinic would be left without an owner */
  async changeRole(role: Role, by: Actor): Promise<boolean> {
    return transaction(async () => {
      await this.refresh()
      const before = this.role
      if (before === role) return true
      if (before === 'owner' && !(await this.hasOtherOwners())) return false
      this.role = role
      await this.save()
      await this.recordChange('member.role_changed', by, { before, after: role })
      return true
    })
  }

  /**
   * Ends the membership: every session ends at once, and nobody signs in with it again.
   *
   * @returns false, and changes nothing, if the clinic would be left without an owner
   */
  async deactivate(by: Actor): Promise<boolean> {
    return transaction(async () => {
      await this.refresh()
      if (!this.isActive) return true
      if (this.role === 'owner' && !(await this.hasOtherOwners())) return false
      this.deactivatedAt = DateTime.utc()
      await this.endSessions()
      await this.recordChange('member.deactivated', by)
      await afterCommit(() => MemberDeactivated.dispatch(this.id, by))
      return true
    })
  }

  async reactivate(by: Actor) {
    await transaction(async () => {
      await this.refresh()
      if (this.isActive) return
      this.deactivatedAt = null
      await this.save()
      await this.recordChange('member.reactivated', by)
    })
  }

  /** Saves the member and ends every session, those that a slow request may still write back as well. */
  async endSessions() {
    this.sessionVersion = randomUUID()
    await this.save()
    const clinic = currentClinic()
    await afterCommit(() => Sessions.instance.removeOfMember(clinic.id, this.id))
  }

  /** Takes a time step of the authenticator app, which works once: of two requests, one gets a no. */
  async takesTotpStep(step: number): Promise<boolean> {
    const updated: unknown = await Member.query()
      .where('id', this.id)
      .where((query) => query.whereNull('totpLastStep').orWhere('totpLastStep', '<', step))
      .update({ totpLastStep: step })
    return Number(updated) === 1
  }

  private hasOtherOwners() {
    return Member.query()
      .where('role', 'owner')
      .whereNull('deactivatedAt')
      .whereNot('id', this.id)
      .first()
  }

  private recordChange(action: string, by: Actor, details = {}) {
    return record({ action, by, subject: { type: 'member', id: this.id }, details })
  }
}

/** How an e-mail address is stored and compared. */
export function normalEmail(email: string) {
  return email.trim().toLowerCase()
}
