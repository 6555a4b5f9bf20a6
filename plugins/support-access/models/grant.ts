import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { actingHelper, type Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { afterCommit, currentClinic } from '#clinics/clinic_in_hand'
import { transaction } from '#clinics/transaction'
import { endHelperSessions } from '#members/helper_gate'
import { utcNow } from '#models/columns'
import Member from '#models/member'
import { SupportAccessGrantSchema } from '../schema.js'
import type { Scope } from '../scopes.js'
import { hashOfCode, newCode } from './code.js'
import { liveHelp } from './live_help.js'
import { tellOwners } from './notices.js'

/** For so long an unused code opens. */
export const CODE_HOLDS_MINUTES = 60
export const MINUTES = { least: 5, most: 240 }

/** What a member decides when making a code. */
export type Wish = {
  name: string
  purpose?: string | null
  scopes: Scope[]
  mayChange: boolean
  minutes: number
}

/** How help ended, or that its code was taken back before anybody used it. */
export type Ending = 'time' | 'member' | 'helper' | 'withdrawn'

type Way = { by: Actor; how: Ending }

/** What the clinic opened to one helper from outside: a code that works once, and the help that comes of it. */
export default class Grant extends SupportAccessGrantSchema {
  static table = 'support_access_grants'

  declare scopes: Scope[]
  declare how: Ending | null

  @belongsTo(() => Member, { foreignKey: 'madeBy' })
  declare maker: BelongsTo<typeof Member>

  @belongsTo(() => Member, { foreignKey: 'endedBy' })
  declare ender: BelongsTo<typeof Member>

  /** @returns the grant, and the code, which nobody sees again */
  static async make(wish: Wish, { by }: { by: Actor & { member: Member } }) {
    const { code, codeHash } = newCode()
    const grant = await transaction(async () => {
      const made = await this.create({
        ...wish,
        codeHash,
        madeBy: by.member.id,
        expiresAt: DateTime.utc().plus({ minutes: CODE_HOLDS_MINUTES }),
      })
      await made.note('granted', by, wish)
      await tellOwners('granted', made, { by, except: by.member.id })
      return made
    })
    return { grant, code }
  }

  /**
   * Lets whoever has the code in, once: of two who type it at the same moment, one.
   *
   * @returns null for a code that nobody made, that was used, taken back or is too old, or whose maker may make none any more
   */
  static async redeem(typed: string, from: { address: string; device: string | null }) {
    return transaction(async () => {
      const grant = await this.query()
        .where('codeHash', hashOfCode(typed))
        .whereNull('usedAt')
        .whereNull('endedAt')
        .where('expiresAt', '>', utcNow())
        .preload('maker')
        .first()
      if (!grant?.isBacked) return null
      const usedAt = DateTime.utc()
      await grant.merge({ ...from, usedAt, endsAt: usedAt.plus({ minutes: grant.minutes }) }).save()
      await grant.note('begun', grant.actor)
      await tellOwners('begun', grant, { by: grant.actor })
      return grant
    })
  }

  /** Help that goes on now, in the order in which it ends. */
  static running(now = utcNow()) {
    return this.query().whereNull('endedAt').where('endsAt', '>', now).orderBy('endsAt')
  }

  /** Writes down that the time of some is up. They were closed to the second without this. */
  static async closeOver() {
    for (const grant of await this.query().whereNull('endedAt').where('endsAt', '<=', utcNow()))
      await grant.end({ by: grant.actor, how: 'time' })
  }

  /** What a member made ends with the member. */
  static async endAllOf(memberId: string, by: Actor) {
    for (const grant of await this.query().where('madeBy', memberId).whereNull('endedAt'))
      if (grant.isOpen) await grant.end({ by, how: grant.usedAt ? 'member' : 'withdrawn' })
  }

  /** Where the help stands. Time ends it, whether or not somebody has written that down. */
  get standing(): 'waiting' | 'running' | 'over' | 'withdrawn' | 'expired' {
    const now = DateTime.utc()
    if (this.usedAt) return !this.endedAt && now < this.endsAt! ? 'running' : 'over'
    if (this.endedAt) return 'withdrawn'
    return now < this.expiresAt ? 'waiting' : 'expired'
  }

  /** Whether its maker, who is loaded, could make it now. */
  get isBacked() {
    return Boolean(this.maker?.isActive && this.maker.can('support-access.grant'))
  }

  /** Whether the code opens, or has opened something that is still open. */
  get isOpen() {
    return this.standing === 'waiting' || this.standing === 'running'
  }

  /** Who acts in the name of this grant. */
  get actor(): Actor {
    return actingHelper(this, this.address)
  }

  /** When it ended, to the second, if it has. */
  get overAt() {
    return this.endedAt ?? (this.standing === 'over' ? this.endsAt : null)
  }

  /** Ends the help, and every session of the helper with it; or takes the code back. Twice is once. */
  async end({ by, how }: Way) {
    const isDone = await transaction(async () => {
      const endedAt = how === 'time' ? this.endsAt! : DateTime.utc()
      const ended: unknown = await Grant.query()
        .where('id', this.id)
        .whereNull('endedAt')
        .update({ endedAt: endedAt.toISO(), endedBy: by.member?.id ?? null, how })
      if (Number(ended) !== 1) return false
      await endHelperSessions(this.id)
      await this.note(how === 'withdrawn' ? 'withdrawn' : 'ended', by, { how })
      if (how !== 'withdrawn') await tellOwners('ended', this, { by })
      return true
    })
    if (isDone) await this.refresh()
  }

  /** Writes a line of the audit log about this grant, and tells those who follow it. */
  async note(what: string, by: Actor, details: Record<string, unknown> = {}) {
    const subject = { type: 'support_access_grant', id: this.id }
    await record({ action: `support-access.${what}`, by, subject, details })
    const clinic = currentClinic()
    await afterCommit(() => liveHelp.tell(clinic.id, {}))
  }
}
