import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { KeysPinSchema } from '../schema.js'
import type Key from './key.js'

/** A member compared the fingerprint of a key, and signed that. Browsers believe the signature, not the server. */
export default class Pin extends KeysPinSchema {
  static table = 'keys_pins'

  /** Keeps what a member signed with their own key. */
  static async keep(
    pinned: Key,
    { text, signedBy, by }: { text: string; signedBy: Key; by: Actor }
  ) {
    await transaction(async () => {
      const which = { memberId: by.member!.id, signedBy: signedBy.id, keyId: pinned.id }
      if (await this.findBy(which)) return
      await this.create({ ...which, text })
      const subject = { type: 'key', id: pinned.id }
      await record({ action: 'keys.pinned', by, subject, details: { member: pinned.memberId } })
    })
  }
}
