import { AuditSealSchema } from '#database/server/schema'
import { mac } from '#audit/chain'
import type { Finding } from '#audit/chain_walk'

/**
 * How far a clinic's audit log had come. It lies in the server database, so that a log that was cut off at
 * its end, or replaced by an older copy, is found out; signed, so that it cannot be made to fit.
 */
export default class AuditSeal extends AuditSealSchema {
  static connection = 'server'

  declare findings: Finding[] | null

  get isGenuine() {
    return this.mac === this.expectedMac()
  }

  sign() {
    this.mac = this.expectedMac()
    return this
  }

  private expectedMac() {
    return mac(['seal', this.clinicId, this.seq, this.hash, this.sealedAt.toUTC().toISO()])
  }
}
