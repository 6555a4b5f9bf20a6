import { DateTime } from 'luxon'
import { uuidv7 } from 'uuidv7'
import { beforeCreate } from '@adonisjs/lucid/orm'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { afterCommit, currentClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { OutboxMailSchema } from '#database/clinic/schema'
import { encrypted, utcNow } from '#models/columns'
import type { MailProblem } from '#mails/mail_problem'
import { nextTry } from '#mails/retry'
import { mailSettings } from '#mails/settings'
import { wakeOutbox } from '#mails/wake'

/**
 * - `waiting` to be sent, at `dueAt`
 * - `handing_over` the mail server is being given the body. Before its last line it has nothing (RFC 5321, 4.1.1.4), so after a crash it is sent again
 * - `handed_over` all of it is on its way, only the answer is missing: whoever finds it so after a crash cannot know whether it arrived
 * - `sent` the mail server has taken it
 * - `uncertain` the connection or this server broke during the hand-over; never sent again by itself
 * - `failed` refused for good, or too often in vain
 * - `cancelled` by a member
 */
const MAIL_STATES = [
  'waiting',
  'handing_over',
  'handed_over',
  'sent',
  'uncertain',
  'failed',
  'cancelled',
] as const
export type MailState = (typeof MAIL_STATES)[number]

const LONGEST_WAIT_DAYS = 30

/** A mail to send, or one that was sent. Made by `queueMail()`. */
export default class OutboxMail extends OutboxMailSchema {
  /** What is to be sent now, the oldest first; not yet what it says, see `whole()`. */
  static due(limit: number) {
    return this.query()
      .select('id', 'state', 'attempts', 'due_at')
      .where('state', 'waiting')
      .where('due_at', '<=', utcNow())
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
  }

  /** What still waits although it is of no use any more: a mail of last season must not go out on the day when a mail server is set up. */
  static late() {
    const longAgo = DateTime.utc().minus({ days: LONGEST_WAIT_DAYS }).toISO()
    return this.query()
      .where('state', 'waiting')
      .where((late) => late.where('useful_until', '<', utcNow()).orWhere('due_at', '<', longAgo))
  }

  declare state: MailState

  @encrypted('outbox_mails.recipient')
  declare recipient: string

  @encrypted('outbox_mails.recipient_name')
  declare recipientName: string | null

  @encrypted('outbox_mails.subject')
  declare subject: string | null

  @encrypted('outbox_mails.text')
  declare text: string | null

  @encrypted('outbox_mails.html')
  declare html: string | null

  @encrypted('outbox_mails.calendar')
  declare calendar: string | null

  @encrypted('outbox_mails.error_detail')
  declare errorDetail: string | null

  /** The Message-ID stays the same however often the mail is tried, so that a mailbox can see a second copy for what it is. */
  @beforeCreate()
  static address(mail: OutboxMail) {
    mail.id ??= uuidv7()
    const domain = mailSettings.read().senderAddress.split('@')[1]
    mail.messageId = `<${mail.id}@${domain ?? 'fortrolig.invalid'}>`
    mail.state ??= 'waiting'
    mail.attempts ??= 0
    mail.dueAt ??= DateTime.utc()
  }

  /** The same with what it says: to decrypt that costs more than to find it. This one again if it was removed meanwhile. */
  async whole(): Promise<OutboxMail> {
    return (await OutboxMail.find(this.id)) ?? this
  }

  get isWaiting() {
    return this.state === 'waiting'
  }

  /** Whether the sender has it in hand, or will in a moment. */
  get isAboutToMove() {
    return this.isInHand || (this.isWaiting && this.dueAt <= DateTime.utc())
  }

  get isOnItsWay() {
    return this.isWaiting || this.isInHand
  }

  private get isInHand() {
    return this.state === 'handing_over' || this.state === 'handed_over'
  }

  /** Whether a member may send it once more: it may not have arrived, and its text is still there. */
  get canBeSentAgain() {
    return ['uncertain', 'failed', 'cancelled'].includes(this.state) && this.emptiedAt === null
  }

  /** The last moment before the mail server is given the body. @returns false when a member was faster and cancelled it */
  handOver() {
    return this.move(['waiting'], { state: 'handing_over' })
  }

  /** The last line has gone out: from now on only the server's answer tells whether it took the mail. */
  handedOver() {
    return this.move(['handing_over'], { state: 'handed_over' })
  }

  /** This server was killed while it gave the body, and before the end of it: it is to be sent as before. */
  interrupted(problem: MailProblem) {
    return this.move(['handing_over'], { ...this.tried(problem), state: 'waiting' })
  }

  /** The server took it. Also after a restart has called it uncertain meanwhile. */
  sent() {
    return this.settle('sent', null)
  }

  /** Refused for good, or for now: then it is tried again later, with growing delays, until it is enough. */
  async refused(problem: MailProblem) {
    const dueAt = problem.isPermanent ? null : nextTry(this.attempts + 1)
    if (!dueAt) return this.settle('failed', problem)
    return this.move(['waiting', 'handing_over', 'handed_over'], {
      ...this.tried(problem),
      state: 'waiting',
      dueAt,
    })
  }

  /** Nobody can say whether it arrived. */
  lost(problem: MailProblem) {
    return this.settle('uncertain', problem)
  }

  /** It waited longer than it was useful. */
  expired() {
    return this.move(['waiting'], {
      state: 'failed',
      error: 'too_late',
      settledAt: DateTime.utc(),
    })
  }

  sendNow(by: Actor) {
    return this.act('mail.hurried', by, ['waiting'], { dueAt: DateTime.utc() })
  }

  sendAgain(by: Actor) {
    const changes = {
      state: 'waiting',
      attempts: 0,
      settledAt: null,
      dueAt: DateTime.utc(),
    } as const
    if (!this.canBeSentAgain) return Promise.resolve(false)
    return this.act('mail.sent_again', by, ['uncertain', 'failed', 'cancelled'], changes)
  }

  cancel(by: Actor) {
    const changes = { state: 'cancelled', settledAt: DateTime.utc() } as const
    return this.act('mail.cancelled', by, ['waiting'], changes)
  }

  private settle(state: MailState, problem: MailProblem | null) {
    return this.move(['waiting', 'handing_over', 'handed_over', 'uncertain'], {
      ...this.tried(problem),
      state,
      settledAt: DateTime.utc(),
    })
  }

  private tried(problem: MailProblem | null) {
    return {
      attempts: this.attempts + 1,
      error: problem?.reason ?? null,
      errorDetail: problem?.detail ?? null,
    }
  }

  private act(action: string, by: Actor, from: MailState[], changes: Partial<OutboxMail>) {
    const clinic = currentClinic()
    return transaction(async () => {
      if (!(await this.move(from, changes))) return false
      await record({ action, by, subject: { type: 'mail', id: this.id } })
      await afterCommit(() => wakeOutbox(clinic))
      return true
    })
  }

  /** Changes the row unless somebody else moved it on meanwhile, or removed it with its client: people and the sender act at the same moment. */
  private move(from: MailState[], changes: Partial<OutboxMail>) {
    return transaction(async () => {
      const now = await clinicClient()
        .from(OutboxMail.table)
        .select('state')
        .where('id', this.id)
        .first()
      if (!now || !from.includes(now.state)) return false
      await this.merge(changes as object).save()
      return true
    })
  }
}
