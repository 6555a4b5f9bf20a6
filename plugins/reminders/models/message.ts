import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { encrypted, utcNow } from '#models/columns'
import { RemindersMessageSchema } from '../schema.js'
import type { Reason } from './reasons.js'
import type { Channel } from './channel.js'

/**
 * - `planned` waits for `dueAt`
 * - `skipped` is not sent, for its `reason`
 * - `handing_over` the gateway is being called: whoever finds it so after a crash cannot know whether it arrived
 * - `sent` the gateway has taken it, or the outbox, which tells the rest
 * - `delivered` so the network says
 * - `uncertain` the connection or this server broke during the call; never sent again by itself
 * - `failed` refused for good
 */
export const MESSAGE_STATES = [
  'planned',
  'skipped',
  'handing_over',
  'sent',
  'delivered',
  'uncertain',
  'failed',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** One reminder of one appointment for one client: planned, and what became of it. */
export default class Message extends RemindersMessageSchema {
  static table = 'reminders_messages'

  declare channel: Channel
  declare state: MessageState
  declare reason: Reason | null

  @encrypted('reminders_messages.recipient')
  declare recipient: string | null

  @encrypted('reminders_messages.detail')
  declare detail: string | null

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  @belongsTo(() => Appointment)
  declare appointment: BelongsTo<typeof Appointment>

  /** Nothing has left yet: what may still be planned otherwise. */
  static open() {
    return this.query().whereIn('state', ['planned', 'skipped'])
  }

  /** What is to be sent now, the oldest first. */
  static due(channel: Channel, limit: number) {
    const now = utcNow()
    return this.query()
      .where({ state: 'planned', channel })
      .where('due_at', '<=', now)
      .where((query) => query.whereNull('next_try_at').orWhere('next_try_at', '<=', now))
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
  }

  /** How many were not sent since then because they would have told who a client is. */
  static async heldBackSince(since: DateTime): Promise<number> {
    const held = await this.query()
      .select('id')
      .where({ state: 'failed', reason: 'would_leak' })
      .where('settled_at', '>', since.toUTC().toISO()!)
    return held.length
  }

  get isOpen() {
    return this.state === 'planned' || this.state === 'skipped'
  }

  get isShifted() {
    return this.dueAt.toMillis() !== this.nominalAt.toMillis()
  }

  /** Whether a member may send it once more: it did not arrive, or nobody knows. */
  get canBeRepeated() {
    return ['failed', 'uncertain'].includes(this.state) && this.startsAt > DateTime.utc()
  }

  /** It went out, or at least into the outbox. */
  async sent(values: { recipient: string; mailId?: string; providerId?: string }) {
    await this.settle({ ...values, state: 'sent', sentAt: DateTime.utc(), reason: null })
  }

  async settle(values: Partial<RemindersMessageSchema>) {
    await (this as Message).merge({ ...values } as object).save()
  }

  /** Sends it again, because a member wants it. */
  async repeat({ by }: { by: Actor }) {
    if (!this.canBeRepeated) return false
    return transaction(async () => {
      await this.settle({
        state: 'planned',
        isRepeat: true,
        dueAt: DateTime.utc(),
        attempts: 0,
        nextTryAt: null,
        reason: null,
        detail: null,
        settledAt: null,
      })
      const subject = { type: 'appointment', id: this.appointmentId }
      await record({ action: 'reminders.repeated', by, subject, details: { message: this.id } })
      return true
    })
  }
}
