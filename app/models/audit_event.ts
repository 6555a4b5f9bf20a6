import { OPERATOR } from '#audit/actor'
import { AuditEventSchema } from '#database/clinic/schema'

/** A line of the clinic's audit log, for reading. Lines are written by `record()` alone. */
export default class AuditEvent extends AuditEventSchema {
  /** Who did it: a member, a helper from outside, somebody who was not signed in, who runs the server, or the server by itself. */
  get actor(): 'member' | 'helper' | 'stranger' | 'operator' | 'server' {
    if (this.memberId) return 'member'
    if (this.details.helper) return 'helper'
    if (this.address === OPERATOR.address) return 'operator'
    return this.address ? 'stranger' : 'server'
  }

  /** The details, one line each. */
  get lines() {
    return Object.entries(this.details).map(([name, value]) => ({
      name,
      value: typeof value === 'object' ? JSON.stringify(value) : String(value),
    }))
  }
}
