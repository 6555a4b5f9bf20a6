import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { kept } from '#clinics/kept'
import { transaction } from '#clinics/transaction'
import { BookingServiceRuleSchema } from '../schema.js'

/** What is special about booking one service online. */
export default class ServiceRule extends BookingServiceRuleSchema {
  static table = 'booking_service_rules'

  /** Whether only clients whom the clinic knows may book it. */
  static async isForKnown(serviceId: string) {
    const ids = await this.knownOnlyIds()
    return ids.includes(serviceId)
  }

  static knownOnlyIds(): Promise<readonly string[]> {
    return kept({ key: 'booking services for known clients', tables: [this.table] }, async () => {
      const rules = await this.query().where('knownOnly', true)
      return rules.map(({ serviceId }) => serviceId)
    })
  }

  /** Says which services, of all, only known clients may book. */
  static async restrict(serviceIds: readonly string[], by: Actor) {
    await transaction(async () => {
      await this.query().delete()
      for (const serviceId of serviceIds) await this.create({ serviceId, knownOnly: true })
      const subject = { type: 'plugin', id: 'booking' }
      await record({
        action: 'booking.services_restricted',
        by,
        subject,
        details: { services: serviceIds },
      })
    })
  }
}
