import { Exception } from '@adonisjs/core/exceptions'
import { type Role, ROLES } from '#clinics/permissions'
import Invitation from '#models/invitation'
import Member from '#models/member'

/** The roles that a member may give: none above their own. */
export function assignableRoles(by: Member): Role[] {
  return ROLES.slice(ROLES.indexOf(by.role as Role))
}

function mayGive(by: Member, role: string) {
  return assignableRoles(by).includes(role as Role)
}

/** Nobody changes what a member above them may do, nor takes over their account. */
export function mayManage(by: Member, member: Member) {
  return by.can('members.manage') && mayGive(by, member.role)
}

/** Sent anew, an invitation may put its link into the hands of who sends it: so nobody touches one to a role above theirs. */
export function mayResend(by: Member, invitation: Invitation) {
  return by.can('members.manage') && mayGive(by, invitation.role)
}

/** Another member, to be changed by this one. */
export async function manageable(by: Member, id: string) {
  const member = await Member.findOrFail(id)
  return mayManage(by, member) ? member : refuseAbove()
}

/** An open invitation, to be sent anew or taken back by this member. */
export async function resendable(by: Member, id: string) {
  const invitation = await Invitation.open().where('id', id).firstOrFail()
  return mayResend(by, invitation) ? invitation : refuseAbove()
}

function refuseAbove(): never {
  throw new Exception('That role stands above yours', { status: 403, code: 'E_FORBIDDEN' })
}
