import { DateTime } from 'luxon'
import { belongsTo, manyToMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, ManyToMany } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import Client from '#models/client'
import Member from '#models/member'
import { utcNow } from '#models/columns'
import { ConsentsRequestSchema } from '../schema.js'
import { consentSettings } from '../settings.js'
import Answer from './answer.js'
import Link from './link.js'
import { Question } from './question.js'
import Receipt from './receipt.js'
import { isAbout, type Reply } from './reply.js'
import { hashOf, newToken } from './secret_link.js'
import Statement from './statement.js'

/** `screen`: answered where it was asked, on a device of the clinic. `link`: by a link that was sent. */
export const CHANNELS = ['screen', 'link'] as const
export const REQUEST_STATES = ['sent', 'opened', 'answered', 'expired', 'revoked'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

const MINUTES_ON_SCREEN = 60

type Asking = {
  client: Client
  statementIds: string[]
  channel: (typeof CHANNELS)[number]
  /** Scheme, host and port under which the client reaches the clinic. */
  origin: string
  locale?: string | null
  batchId?: string
  by: Actor
}

/** One client is asked for consent to one or more statements. It can be answered once. */
export default class Request extends ConsentsRequestSchema {
  static table = 'consents_requests'

  declare channel: (typeof CHANNELS)[number]

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  @belongsTo(() => Member, { foreignKey: 'createdBy' })
  declare collector: BelongsTo<typeof Member>

  @manyToMany(() => Statement, {
    pivotTable: 'consents_request_statements',
    pivotForeignKey: 'request_id',
    pivotRelatedForeignKey: 'statement_id',
  })
  declare statements: ManyToMany<typeof Statement>

  static async ask({ client, statementIds, channel, origin, locale, batchId, by }: Asking) {
    return transaction(async (trx) => {
      const request = await this.create({
        clientId: client.id,
        channel,
        origin,
        batchId: batchId ?? null,
        locale: locale ?? client.locale ?? clinicSettings.read().locale,
        sentTo: channel === 'link' ? client.email : null,
        createdBy: by.member?.id ?? null,
        expiresAt: expiryOf(channel),
      })
      for (const statementId of statementIds)
        await trx
          .table('consents_request_statements')
          .insert({ request_id: request.id, statement_id: statementId })
      await request.audit('asked', by, { channel, statements: statementIds })
      if (channel === 'link') await request.mail(client, by)
      return request
    })
  }

  static async findByTokenOrFail(token: string) {
    const { requestId } = await Link.findByOrFail('tokenHash', hashOf(token))
    return this.findOrFail(requestId)
  }

  /** Waiting for an answer. */
  static open() {
    return this.query()
      .whereNull('answeredAt')
      .whereNull('revokedAt')
      .where('expiresAt', '>', utcNow())
  }

  get state(): RequestState {
    if (this.answeredAt) return 'answered'
    if (this.revokedAt) return 'revoked'
    if (this.expiresAt <= DateTime.utc()) return 'expired'
    return this.openedAt ? 'opened' : 'sent'
  }

  get isOpen() {
    return this.state === 'sent' || this.state === 'opened'
  }

  /** What the client is asked, in this language as far as there are words in it. */
  async questions(locale = this.locale) {
    const statements = await Statement.asked().whereIn('id', (query) =>
      query.from('consents_request_statements').select('statement_id').where('request_id', this.id)
    )
    const locales = [locale, this.locale, clinicSettings.read().locale]
    return statements.map((statement) => new Question(statement, locales))
  }

  /** Notes that somebody has the page open. This does not use the link up. */
  async open() {
    if (!this.isOpen || this.openedAt) return
    this.openedAt = DateTime.utc()
    await this.save()
  }

  /**
   * Takes the client's answers, once.
   *
   * @returns `changed` when they are not about exactly the words that this client is shown now: nothing is kept then
   */
  async answer(reply: Reply): Promise<'answered' | 'changed' | 'closed'> {
    return transaction(async () => {
      const questions = await this.questions(reply.locale)
      if (!isAbout(reply, questions)) return 'changed'
      if (!(await this.close())) return 'closed'

      const given = questions.map((question) => ({ question, answer: reply.answers[question.id] }))
      await Answer.give(this.clientId, given, {
        method: this.channel,
        by: reply.by,
        collectedBy: this.createdBy ? await Member.find(this.createdBy) : null,
        requestId: this.id,
        sentTo: this.sentTo,
        userAgent: reply.userAgent,
        signature: reply.signing === 'drawn' ? reply.signature : null,
        signedName: reply.signing === 'typed' ? reply.signedName : null,
      })
      await Receipt.issue(await Client.findOrFail(this.clientId), this)
      return 'answered'
    })
  }

  /** Sends a new link and gives the client the full time again, also when the request had expired. False when it is over. */
  async resend({ by }: { by: Actor }) {
    if (this.state === 'answered' || this.state === 'revoked') return false
    await this.sendAgain('resent', by)
    return true
  }

  /** Sends a new link because none was answered yet. Once for each request. */
  async remind({ by }: { by: Actor }) {
    if (this.isOpen && !this.remindedAt) await this.sendAgain('reminded', by)
  }

  /** From now on the links lead nowhere. */
  async revoke({ by }: { by: Actor }) {
    if (!this.isOpen) return
    await transaction(async () => {
      this.revokedAt = DateTime.utc()
      this.revokedBy = by.member?.id ?? null
      await this.save()
      await this.audit('revoked', by)
    })
  }

  /** Writes down that nobody answered in time. */
  async expire({ by }: { by: Actor }) {
    if (this.state !== 'expired' || this.expiredAt) return
    await transaction(async () => {
      this.expiredAt = DateTime.utc()
      await this.save()
      await this.audit('expired', by)
    })
  }

  private async sendAgain(verb: 'resent' | 'reminded', by: Actor) {
    await transaction(async () => {
      const client = await Client.findOrFail(this.clientId)
      this.sentTo = client.email
      this.remindedAt = DateTime.utc()
      if (verb === 'resent') this.expiresAt = expiryOf(this.channel)
      if (verb === 'resent') this.expiredAt = null
      await this.save()
      await this.mail(client, by, verb === 'reminded')
      await this.audit(verb, by)
    })
  }

  /** A further link to this request. Returns the only copy of its token. */
  async newLink() {
    const { token, hash } = newToken()
    await Link.create({ requestId: this.id, tokenHash: hash })
    return token
  }

  /** The mail tells that the clinic has a question, and nothing of what kind. */
  private async mail(client: Client, by: Actor, isReminder = false) {
    const token = await this.newLink()
    await queueMail({
      to: this.sentTo!,
      purpose: 'consents.mails.purpose_request',
      template: 'consents::mails/request',
      data: { url: `${this.origin}/consents/a/${token}`, expiresAt: this.expiresAt, isReminder },
      locale: this.locale,
      client,
      by,
      usefulUntil: this.expiresAt,
    })
  }

  /** Of two answers that arrive together one closes the request. */
  private async close() {
    const now = DateTime.utc()
    const [closed] = await Request.open().where('id', this.id).update({ answered_at: now.toISO() })
    if (closed) this.answeredAt = now
    return Boolean(closed)
  }

  private audit(verb: string, by: Actor, details: Record<string, unknown> = {}) {
    return record({
      action: `consent_request.${verb}`,
      by,
      subject: { type: 'client', id: this.clientId },
      details: { request: this.id, ...details },
    })
  }
}

function expiryOf(channel: Request['channel']) {
  const length =
    channel === 'screen'
      ? { minutes: MINUTES_ON_SCREEN }
      : { days: consentSettings.read().linkDays }
  return DateTime.utc().plus(length)
}
