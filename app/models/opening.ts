import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { DateTime } from 'luxon'
import { OpeningSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { tellOfEmergency } from '#clients/emergency'
import Client from './client.js'
import { utcNow } from './columns.js'
import Member from './member.js'

/** What a member chooses from. For `other` the words say it all. */
export const REASONS = ['contact', 'preparing', 'billing', 'substituting', 'other'] as const
/** Somebody who does not treat the client had to see the page at once (45 CFR 164.312(a)(2)(ii)). */
export const EMERGENCY = 'emergency'
export const EMERGENCY_MINUTES = 60

export type Because = (typeof REASONS)[number] | typeof EMERGENCY

/** What was given as a reason; `hours` is for how long it holds, unless it is an emergency. */
type Given = { client: Client; because: Because; words: string | null; hours: number }

/** A member's way to a client's page for a while, because of a reason that they gave. One in an emergency is reviewed afterwards. */
export default class Opening extends OpeningSchema {
  declare because: Because

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  /**
   * Opens the client's page for this member; the same reason twice, by a double click, is one. Of an emergency the
   * owners and whoever treats the client are told at once.
   */
  static async give(
    { client, because, words, hours }: Given,
    { member, by }: { member: Member; by: Actor }
  ): Promise<Opening> {
    const isEmergency = because === EMERGENCY
    const lasting = isEmergency ? { minutes: EMERGENCY_MINUTES } : { hours }
    const holdsUntil = DateTime.utc().plus(lasting)
    const said = { clientId: client.id, memberId: member.id, because, words }
    return transaction(async () => {
      const known = await this.query().where(said).where('holdsUntil', '>', utcNow()).first()
      if (known) return known
      const opening = await this.create({ ...said, holdsUntil })
      const details = { because, ...(words && { reason: words }), until: holdsUntil.toISO() }
      await client.tell(isEmergency ? 'client.emergency_opened' : 'client.opened', by, details)
      if (isEmergency) await tellOfEmergency(client, { member, until: holdsUntil, by })
      return opening
    })
  }

  /** Those in an emergency, the ones that wait for a review first, then the newest. */
  static emergencies() {
    return this.query()
      .where('because', EMERGENCY)
      .orderByRaw('reviewed_at is not null, created_at desc')
  }

  /** Those in an emergency that nobody has looked at yet. */
  static waiting() {
    return this.query().where('because', EMERGENCY).whereNull('reviewedAt')
  }

  get isReviewed() {
    return this.reviewedAt !== null
  }

  /** Notes that somebody looked at why, and what they make of it. Twice is once. */
  async review(comment: string, { by }: { by: Actor }) {
    if (this.isReviewed) return
    await transaction(async () => {
      const reviewedBy = by.member?.id ?? null
      await (this as Opening).merge({ reviewedAt: DateTime.utc(), reviewedBy, comment }).save()
      const subject = { type: 'client', id: this.clientId }
      const details = { member: this.memberId, opened: this.createdAt.toISO(), comment }
      await record({ action: 'client.emergency_reviewed', by, subject, details })
    })
  }
}
