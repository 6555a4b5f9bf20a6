import { record } from '#audit/audit_log'
import type MemberDeactivated from '#events/member_deactivated'
import Key from './key.js'
import { soleReadings } from './rotation.js'

/** Notes in the audit log what nobody else can read when a member leaves, so that it is handed over and not forgotten. */
export async function noteLeaving({ memberId, by }: MemberDeactivated) {
  const keys = await Key.known().where({ memberId }).whereNull('retiredAt')
  const counts = await soleReadings(keys.map(({ id }) => id))
  const circles = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (!circles) return
  const subject = { type: 'member', id: memberId }
  await record({ action: 'keys.left', by, subject, details: { circles } })
}
