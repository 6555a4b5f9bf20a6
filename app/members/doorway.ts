import type { HttpContext } from '@adonisjs/core/http'
import { record } from '#audit/audit_log'
import type Member from '#models/member'

/** How somebody proved who they are. */
export type Proof = 'password' | 'passkey' | 'totp' | 'recovery_code' | 'invitation'

/**
 * Who stands at the door, as the session knows it. Each step towards being signed in takes a new
 * session id, so that an id which somebody planted before is worth nothing after.
 */
export class Doorway {
  constructor(private ctx: HttpContext) {}

  /** Signs the member in. */
  async letIn(member: Member, proofs: Proof[]) {
    const { session, auth, request } = this.ctx
    session.clear()
    session.put('version', member.sessionVersion)
    await auth.use('member').login(member)
    await member.arrivedAt(request.completeUrl())
    await record({
      action: 'session.started',
      by: { member, address: request.ip() },
      subject: { type: 'member', id: member.id },
      details: { proofs },
    })
  }

  /** Signs the member out, and tells the browser to forget what it kept of the clinic's pages. */
  async letOut() {
    const { session, auth, actor, response } = this.ctx
    await record({ action: 'session.ended', by: actor })
    await auth.use('member').logout()
    session.clear()
    session.regenerate()
    // Not "cookies": that would reach the hosts of other clinics under the same domain.
    response.header('Clear-Site-Data', '"cache", "storage"')
  }
}
