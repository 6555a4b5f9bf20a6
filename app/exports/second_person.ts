import Member from '#models/member'
import { ask } from '#plugins/precautions'

/** Over a weekend: after that nobody remembers what it was for. */
const LONGEST_HOURS = 72

/** Whether a plugin wants a second person's approval of anything that leaves. */
export function approvalIsAsked() {
  return Number.isFinite(ask('exportApprovalAbove'))
}

/** Whether so many clients are too many for one person to decide. */
export function needsApproval(clients: number) {
  return clients > ask('exportApprovalAbove')
}

/** For how long a request waits, and for how long a yes holds. */
export function approvalHours() {
  return Math.min(LONGEST_HOURS, ask('exportApprovalHours'))
}

/** Who could approve what this member asks for. Nobody approves their own. */
export async function othersWhoApprove({ id }: { id: string }): Promise<Member[]> {
  const others = await Member.query().whereNull('deactivatedAt').whereNot('id', id).orderBy('name')
  return others.filter((member) => member.can('exports.approve'))
}
