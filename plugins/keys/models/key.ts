import { DateTime } from 'luxon'
import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import Member from '#models/member'
import { KeysKeySchema } from '../schema.js'
import Exposure from './exposure.js'
import Proof from './proof.js'
import Wrap from './wrap.js'

/** On one sheet, or on three of which two are enough. */
export const FORMS = ['words', 'shares'] as const
export type Form = (typeof FORMS)[number]

/** Why a key makes room for another. Only after a calendar's reason may the old one vouch for the new one. */
export const REASONS = ['calendar', 'suspicion', 'lost'] as const
export type Reason = (typeof REASONS)[number]

type NewKey = { id: string; kind: Key['kind']; card: string; form?: Form; by: Actor }

/**
 * The public half of a key: a member's, or the clinic's for recovery. Of several that were made the one that
 * was proved last is in use. Earlier ones stay readers until nothing is left that only they open.
 */
export default class Key extends KeysKeySchema {
  static table = 'keys_keys'

  declare kind: 'member' | 'recovery'
  declare form: Form | null
  declare supersededWhy: Reason | null

  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  @hasMany(() => Proof, { foreignKey: 'keyId', onQuery: (query) => query.orderBy('id', 'desc') })
  declare proofs: HasMany<typeof Proof>

  /** The keys that something may be encrypted to. */
  static inUse() {
    return this.query().whereNotNull('provedAt').whereNull('supersededAt')
  }

  /** The keys that were ever in use: what they signed still counts. */
  static known() {
    return this.query().whereNotNull('provedAt').orderBy('createdAt').orderBy('id')
  }

  static of(member: Member): Promise<Key | null> {
    return this.inUse().where({ kind: 'member', memberId: member.id }).first()
  }

  static recovery(): Promise<Key | null> {
    return this.inUse().where('kind', 'recovery').first()
  }

  /** Keys that others have taken the place of, and that may still be readers. */
  static outgoing() {
    return this.query().whereNotNull('supersededAt').whereNull('retiredAt')
  }

  /** Takes a card that was just made. Until the key is proved nobody else hears of it. */
  static async register({ id, kind, card, form, by }: NewKey) {
    const [madeBy, isRecovery] = [by.member!.id, kind === 'recovery']
    return transaction(async () => {
      const known = await this.find(id)
      if (known) return known
      // Of those that were begun and never proved only the newest is kept.
      await this.query().where({ kind, madeBy }).whereNull('provedAt').delete()
      const key = await this.create({
        ...{ id, kind, card, madeBy },
        memberId: isRecovery ? null : madeBy,
        form: isRecovery ? form : null,
      })
      await key.audit('registered', by)
      return key
    })
  }

  /**
   * Remembers that whoever keeps the key can open what is encrypted to it. The first time it takes the place
   * of the one before.
   */
  async prove({ by, why = 'calendar' }: { by: Actor; why?: Reason }) {
    await transaction(async () => {
      await this.refresh()
      if (!this.provedAt) await this.takePlace(by, why)
      await Proof.create({ keyId: this.id, memberId: by.member?.id ?? null })
      await this.audit('proved', by)
    })
  }

  /**
   * Lays it down for good.
   *
   * @returns false, and changes nothing, while it is in use, reads anything, or what it read is to be encrypted anew
   */
  async retire({ by }: { by: Actor }): Promise<boolean> {
    return transaction(async () => {
      await this.refresh()
      if (this.retiredAt) return true
      if (!this.supersededAt || (await this.isNeeded())) return false
      this.retiredAt = DateTime.utc()
      await this.save()
      await this.audit('retired', by)
      return true
    })
  }

  get isInUse() {
    return Boolean(this.provedAt && !this.supersededAt)
  }

  private async isNeeded() {
    const { id: keyId } = this
    return Boolean((await Wrap.findBy({ keyId })) ?? (await Exposure.findBy({ keyId })))
  }

  private async takePlace(by: Actor, why: Reason) {
    const now = DateTime.utc()
    const before = await Key.inUse().where({ kind: this.kind, memberId: this.memberId }).first()
    if (before) {
      await before.merge({ supersededAt: now, supersededWhy: why, supersededBy: this.id }).save()
      await before.audit('superseded', by, { why, by: this.id })
    }
    this.provedAt = now
    await this.save()
  }

  private audit(verb: string, by: Actor, details: Record<string, unknown> = {}) {
    const action = this.kind === 'recovery' ? `keys.recovery_${verb}` : `keys.${verb}`
    return record({ action, by, subject: { type: 'key', id: this.id }, details })
  }
}
