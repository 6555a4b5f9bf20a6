import { Exception } from '@adonisjs/core/exceptions'
import { declaredPermissions } from '#clinics/state'
import { isAllowed, type Role, ROLES } from '#members/permissions'
import Member from '#models/member'

/** The roles that a member may give: none that may do what they may not do themselves. */
export function assignableRoles(by: Member): Role[] {
  return ROLES.filter((role) => mayGive(by, role))
}

/** Nobody changes what a member above them may do, nor takes over their account. */
export function mayManage(by: Member, member: Member) {
  return by.can('members.manage') && mayGive(by, member.role as Role)
}

/** Another member, to be changed by this one. */
export async function manageable(by: Member, id: string) {
  const member = await Member.findOrFail(id)
  if (mayManage(by, member)) return member
  throw new Exception('This member holds permissions that you do not', {
    status: 403,
    code: 'E_FORBIDDEN',
  })
}

function mayGive(by: Member, role: Role) {
  if (by.role === 'owner') return true
  if (role === 'owner') return false
  return Object.keys(declaredPermissions()).every(
    (permission) => !isAllowed(role, permission) || by.can(permission)
  )
}
