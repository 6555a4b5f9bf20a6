import { DateTime } from 'luxon'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import Client from '#models/client'
import Member from '#models/member'
import { ConsentsBatchSchema } from '../schema.js'
import { narrowToDueFor } from './due.js'
import Request from './request.js'

/** `waiting` until the batch has come to the client. */
export const OUTCOMES = ['asked', 'no_email', 'already_asked', 'nothing_to_ask'] as const
export type Outcome = (typeof OUTCOMES)[number]
export type Progress = Record<Outcome | 'waiting', number>

const ASKED_AT_ONCE = 5
const WRITTEN_AT_ONCE = 500

type Beginning = {
  statementIds: string[]
  origin: string
  by: Actor
  among?: () => ModelQueryBuilderContract<typeof Client>
}

/** Many clients asked by e-mail in one go. What is done is noted for each client, so it goes on where it was cut short. */
export default class Batch extends ConsentsBatchSchema {
  static table = 'consents_batches'

  declare statementIds: string[]

  /** The active clients among these who owe an answer to one of the statements. */
  static candidates(statementIds: string[], among = Client.query()) {
    among.whereNull('archivedAt')
    narrowToDueFor(among, statementIds)
    return among
  }

  /** @param among whom to look at; all clients if it is left out */
  static async begin(what: Beginning) {
    const { statementIds, origin, by, among } = what
    return transaction(async () => {
      const batch = await this.create({ statementIds, origin, createdBy: by.member?.id ?? null })
      const clients = await this.candidates(statementIds, among?.()).select('id')
      await batch.take(clients.map(({ id }) => id))
      await record({
        action: 'consent_batch.begun',
        by,
        subject: { type: 'consent_batch', id: batch.id },
        details: { statements: statementIds, clients: clients.length },
      })
      return batch
    })
  }

  /** The places of one client in all batches. */
  static clientsOf(clientId: string) {
    return clinicClient().from('consents_batch_clients').where('client_id', clientId)
  }

  static unfinished() {
    return this.query().whereNull('finishedAt').orderBy('createdAt')
  }

  get isFinished() {
    return Boolean(this.finishedAt)
  }

  /** Asks the clients that are left. Each few are a transaction of their own, so that others can work meanwhile. */
  async run() {
    const by: Actor = {
      member: this.createdBy ? await Member.find(this.createdBy) : null,
      address: null,
    }
    while (await this.askSome(by));
    if (this.finishedAt) return
    this.finishedAt = DateTime.utc()
    await this.save()
  }

  /** How many clients had which outcome. */
  async progress(): Promise<Progress> {
    const rows = await this.clients().select('outcome').count('* as total').groupBy('outcome')
    const counts = Object.fromEntries(rows.map((row) => [row.outcome ?? 'waiting', row.total]))
    return { waiting: 0, asked: 0, no_email: 0, already_asked: 0, nothing_to_ask: 0, ...counts }
  }

  /** The clients who cannot be asked this way, to be asked another way. */
  withoutEmail() {
    return Client.query()
      .whereIn('id', (query) =>
        query
          .from('consents_batch_clients')
          .select('client_id')
          .where('batch_id', this.id)
          .where('outcome', 'no_email')
      )
      .orderBy('firstName')
      .orderBy('lastName')
  }

  private async take(clientIds: string[]) {
    for (let start = 0; start < clientIds.length; start += WRITTEN_AT_ONCE)
      await clinicClient()
        .insertQuery()
        .table('consents_batch_clients')
        .multiInsert(
          clientIds
            .slice(start, start + WRITTEN_AT_ONCE)
            .map((clientId) => ({ batch_id: this.id, client_id: clientId }))
        )
  }

  private async askSome(by: Actor) {
    return transaction(async () => {
      const rows = await this.clients()
        .whereNull('outcome')
        .select('client_id')
        .limit(ASKED_AT_ONCE)
      for (const { client_id: clientId } of rows) {
        const outcome = await this.ask(await Client.findOrFail(clientId), by)
        await this.clients().where('client_id', clientId).update({ outcome })
      }
      return rows.length > 0
    })
  }

  private async ask(client: Client, by: Actor): Promise<Outcome> {
    if (!client.email) return 'no_email'
    const open = await Request.open().where('clientId', client.id).where('channel', 'link').first()
    if (open) return 'already_asked'
    const statementIds = await this.owed(client)
    if (!statementIds.length) return 'nothing_to_ask'
    await Request.ask({
      client,
      statementIds,
      channel: 'link',
      origin: this.origin,
      batchId: this.id,
      by,
    })
    return 'asked'
  }

  /** Of the batch's statements those that this client still owes an answer to. */
  private async owed(client: Client) {
    const owed: string[] = []
    for (const statementId of this.statementIds) {
      const due = await Batch.candidates([statementId]).where('id', client.id).first()
      if (due) owed.push(statementId)
    }
    return owed
  }

  private clients() {
    return clinicClient().from('consents_batch_clients').where('batch_id', this.id)
  }
}
