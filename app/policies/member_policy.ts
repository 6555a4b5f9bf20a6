import { Exception } from '@adonisjs/core/exceptions'
import { type Role, ROLES } from '#members/permissions'
import Member from '#models/member'

/** The roles that a member may give: none above their own. */
export function assignableRoles(by: Member): Role[] {
  return ROLES.slice(ROLES.indexOf(by.role as Role))
}

/** Nobody changes what a member above them may do, nor takes over their account. */
export function mayManage(by: Member, member: Member) {
  return by.can('members.manage') && assignableRoles(by).includes(member.role as Role)
}

/** Another member, to be changed by this one. */
export async function manageable(by: Member, id: string) {
  const member = await Member.findOrFail(id)
  if (mayManage(by, member)) return member
  throw new Exception('This member’s role stands above yours', {
    status: 403,
    code: 'E_FORBIDDEN',
  })
}
