import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { ExportRequestSchema } from '#database/clinic/schema'
import { type Actor, SERVER } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import type { Choice } from '#exports/export_kind'
import { tellOfRequest } from '#exports/request_mails'
import { approvalHours, approvalIsAsked, othersWhoApprove } from '#exports/second_person'
import { ownersAtWork } from '#members/owners'
import { encrypted, utcNow } from '#models/columns'
import Member from './member.js'

/** What somebody wants to take out, and of how many clients. */
export type Taking = { kind: string; choice: Choice; clients: number }

export type RequestState = 'waiting' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'used'

const OPEN: RequestState[] = ['waiting', 'approved']
const KEPT_DAYS = 90

/**
 * A member asks whether something may leave that is too much for one person to decide. A yes of a second person is
 * good for one export, of exactly that, for some hours.
 */
export default class ExportRequest extends ExportRequestSchema {
  declare state: RequestState
  declare choice: Choice

  @encrypted('export_requests.reason')
  declare reason: string

  @encrypted('export_requests.answer')
  declare answer: string | null

  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  @belongsTo(() => Member, { foreignKey: 'answeredBy' })
  declare answerer: BelongsTo<typeof Member>

  /**
   * Asks everybody who could say yes. Where nobody could, the member goes on alone, and all owners are told: a clinic
   * of one person is not locked out of its own data (docs/decisions/0028).
   */
  static async ask(taking: Taking, { member, reason, by }: Asking): Promise<ExportRequest> {
    return transaction(async () => {
      const others = await othersWhoApprove(member)
      const expiresAt = hoursFromNow()
      const request = await this.create({ ...taking, memberId: member.id, reason, expiresAt })
      await request.noted('requested', by)
      if (others.length) await tellOfRequest('asked', others, { by, request })
      else await request.goOnAlone(by)
      return request
    })
  }

  /** What others ask, the oldest first, for a member who could say yes. */
  static toAnswer(member: { id: string }) {
    return this.query()
      .where('state', 'waiting')
      .where('expiresAt', '>', utcNow())
      .whereNot('memberId', member.id)
      .orderBy('createdAt')
  }

  /** How many wait for a yes or no of this member. */
  static async countToAnswer(member: Member): Promise<number> {
    if (!approvalIsAsked() || !member.can('exports.approve')) return 0
    const waiting = await this.toAnswer(member).select('id')
    return waiting.length
  }

  /** One that this member may see: an own one, or one that the member could answer. */
  static visibleTo(member: Member) {
    const query = this.query().preload('member').preload('answerer')
    return member.can('exports.approve') ? query : query.where('memberId', member.id)
  }

  /** Uses up a yes for exactly this and at least so many clients, if this member has one. */
  static async useFor(
    { kind, choice, clients }: Taking,
    member: { id: string }
  ): Promise<ExportRequest | null> {
    return transaction(async () => {
      const approved = await this.query()
        .where({ memberId: member.id, kind, state: 'approved' })
        .where('clients', '>=', clients)
        .preload('answerer')
        .orderBy('expiresAt')
      for (const request of approved) {
        const isThis = JSON.stringify(request.choice) === JSON.stringify(choice)
        if (isThis && (await request.stands()) && (await request.move(['approved'], 'used')))
          return request
      }
      return null
    })
  }

  /** Writes down which went unanswered or unused for too long, and forgets those of long ago. */
  static async tidy() {
    const late = await this.query().whereIn('state', OPEN).where('expiresAt', '<=', utcNow())
    for (const request of late)
      await transaction(async () => {
        await request.merge({ state: 'expired' }).save()
        await request.noted('expired', SERVER)
      })
    const longAgo = DateTime.utc().minus({ days: KEPT_DAYS }).toISO()
    await this.query().whereNotIn('state', OPEN).where('createdAt', '<', longAgo).delete()
  }

  /** How it stands now, also where nobody has written down yet that it is over. */
  get standing(): RequestState {
    const isOver = OPEN.includes(this.state) && this.expiresAt <= DateTime.utc()
    return isOver ? 'expired' : this.state
  }

  get isOpen() {
    return OPEN.includes(this.standing)
  }

  /** Says yes. @returns false when it was answered, withdrawn or over meanwhile, or is the member's own */
  approve(by: Actor & { member: { id: string } }): Promise<boolean> {
    if (by.member.id === this.memberId) return Promise.resolve(false)
    const answered = { ...answeredBy(by), expiresAt: hoursFromNow() }
    return this.settle(['waiting'], 'approved', by, answered)
  }

  /** Says no, also after a yes that was not used yet. @returns false as `approve()` does */
  refuse(answer: string, by: Actor & { member: { id: string } }): Promise<boolean> {
    if (by.member.id === this.memberId) return Promise.resolve(false)
    return this.settle(OPEN, 'refused', by, { ...answeredBy(by), answer })
  }

  /** The member does not want it any more. @returns false when it was used or over meanwhile */
  withdraw(by: Actor): Promise<boolean> {
    return this.settle(OPEN, 'withdrawn', by)
  }

  private settle(from: RequestState[], to: Settled, by: Actor, more: Answered = {}) {
    return transaction(async () => {
      if (!(await this.move(from, to, more))) return false
      await this.noted(to, by)
      const asking = await Member.findOrFail(this.memberId)
      if (to !== 'withdrawn') await tellOfRequest(to, [asking], { by, request: this })
      return true
    })
  }

  private async goOnAlone(by: Actor) {
    await this.move(['waiting'], 'approved', { answeredAt: DateTime.utc() })
    await this.noted('went_on_alone', by)
    await tellOfRequest('went_on_alone', await ownersAtWork(), { by, request: this })
  }

  /** Whether the yes still counts: whoever gave it could give it today, or there is still nobody who could. */
  private async stands() {
    const { answerer } = this
    if (answerer) return answerer.isActive && answerer.can('exports.approve')
    const others = await othersWhoApprove({ id: this.memberId })
    return !others.length
  }

  /** Of two who move it at the same time, one succeeds. */
  private async move(from: RequestState[], to: RequestState, more: Answered = {}) {
    const moved: unknown = await ExportRequest.query()
      .where('id', this.id)
      .whereIn('state', from)
      .where('expiresAt', '>', utcNow())
      .update({ state: to })
    if (Number(moved) !== 1) return false
    Object.assign(this, { state: to, ...more })
    await this.save()
    return true
  }

  private noted(what: string, by: Actor) {
    const { id, kind, choice, clients } = this
    const subject = { type: 'export_request', id }
    return record({ action: `export.${what}`, by, subject, details: { kind, ...choice, clients } })
  }
}

type Asking = { member: Member; reason: string; by: Actor }
type Answered = Partial<Pick<ExportRequest, 'answeredBy' | 'answeredAt' | 'answer' | 'expiresAt'>>
type Settled = 'approved' | 'refused' | 'withdrawn'

function answeredBy({ member }: { member: { id: string } }) {
  return { answeredBy: member.id, answeredAt: DateTime.utc() }
}

function hoursFromNow() {
  return DateTime.utc().plus({ hours: approvalHours() })
}
