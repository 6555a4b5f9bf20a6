import { BaseSchema } from '@adonisjs/lucid/schema'

/** Asking: one client or many, the links that were sent, and the receipts with which a client withdraws. */
export default class extends BaseSchema {
  async up() {
    this.batches()
    this.batchClients()
    this.requests()
    this.requestStatements()
    this.links()
    this.receipts()
  }

  async down() {
    for (const table of [
      'consents_receipts',
      'consents_links',
      'consents_request_statements',
      'consents_requests',
      'consents_batch_clients',
      'consents_batches',
    ])
      this.schema.dropTable(table)
  }

  private batches() {
    this.schema.createTable('consents_batches', (table) => {
      table.uuid('id').primary()
      table.json('statement_ids').notNullable()
      table.string('origin').notNullable()
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
      table.dateTime('finished_at').nullable()
    })
  }

  private batchClients() {
    this.schema.createTable('consents_batch_clients', (table) => {
      table.uuid('batch_id').notNullable().references('consents_batches.id').onDelete('CASCADE')
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE').index()
      // Empty until the batch has come to this client, so that it goes on where it was cut short.
      table.string('outcome').nullable()
      table.primary(['batch_id', 'client_id'])
    })
  }

  private requests() {
    this.schema.createTable('consents_requests', (table) => {
      table.uuid('id').primary()
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE').index()
      table.uuid('batch_id').nullable().references('consents_batches.id').onDelete('SET NULL')
      table.string('channel').notNullable()
      table.string('locale').notNullable()
      table.string('sent_to').nullable()
      // Under which address the clinic was reached when it asked, for the links in mails that no request causes.
      table.string('origin').notNullable()
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('expires_at').notNullable()
      table.dateTime('opened_at').nullable()
      table.dateTime('answered_at').nullable()
      table.dateTime('reminded_at').nullable()
      table.dateTime('expired_at').nullable()
      table.dateTime('revoked_at').nullable()
      table.uuid('revoked_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable().index()
    })
  }

  private requestStatements() {
    this.schema.createTable('consents_request_statements', (table) => {
      table.uuid('request_id').notNullable().references('consents_requests.id').onDelete('CASCADE')
      table
        .uuid('statement_id')
        .notNullable()
        .references('consents_statements.id')
        .onDelete('CASCADE')
      table.primary(['request_id', 'statement_id'])
    })
  }

  /** A request has several links: the reminder brings a new one, because only hashes are kept. */
  private links() {
    this.schema.createTable('consents_links', (table) => {
      table.uuid('id').primary()
      table
        .uuid('request_id')
        .notNullable()
        .references('consents_requests.id')
        .onDelete('CASCADE')
        .index()
      table.string('token_hash').notNullable().unique()
      table.dateTime('created_at').notNullable()
    })
  }

  private receipts() {
    this.schema.createTable('consents_receipts', (table) => {
      table.uuid('id').primary()
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE').index()
      table.string('locale').notNullable()
      table.string('token_hash').notNullable().unique()
      table.dateTime('created_at').notNullable()
    })
  }
}
