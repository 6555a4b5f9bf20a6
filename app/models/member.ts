import hash from '@adonisjs/core/services/hash'
import { compose } from '@adonisjs/core/helpers'
import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import { beforeSave } from '@adonisjs/lucid/orm'
import { MemberSchema } from '#database/clinic/schema'
import { isAllowed, type Permission } from '#members/permissions'

/** A person who works in the clinic and signs in. */
export default class Member extends compose(
  MemberSchema,
  withAuthFinder(() => hash.use(), { uids: ['email'], passwordColumnName: 'password' })
) {
  static withEmail(email: string) {
    return this.findBy('email', normalEmail(email))
  }

  @beforeSave()
  static normaliseEmail(member: Member) {
    member.email = normalEmail(member.email)
  }

  get isActive() {
    return !this.deactivatedAt
  }

  /** Whether this member's role may do it, in the clinic in hand. */
  can(permission: Permission) {
    return isAllowed(this.role, permission)
  }

  /** Remembers where the member signs in, because mails that a stranger asks for must not lead where the stranger says. */
  async arrivedAt(url: string) {
    this.lastOrigin = new URL(url).origin
    await this.save()
  }
}

/** How an e-mail address is stored and compared. */
export function normalEmail(email: string) {
  return email.trim().toLowerCase()
}
