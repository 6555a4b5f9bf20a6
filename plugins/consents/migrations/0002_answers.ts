import { BaseSchema } from '@adonisjs/lucid/schema'

/** The evidence: what each client answered to which words, and where each client stands now. */
export default class extends BaseSchema {
  async up() {
    this.answers()
    this.standings()
    this.releases()
    for (const statement of GUARDS) this.schema.raw(statement)
  }

  async down() {
    for (const table of ['consents_releases', 'consents_standings', 'consents_answers'])
      this.schema.dropTable(table)
  }

  private answers() {
    this.schema.createTable('consents_answers', (table) => {
      table.uuid('id').primary()
      // No cascade: a client cannot go while evidence about them stays behind.
      table.uuid('client_id').notNullable().references('clients.id')
      // No foreign keys from here on: evidence must outlive the statement, the request and the member.
      table.uuid('request_id').nullable()
      table.uuid('statement_id').notNullable()
      table.uuid('version_id').notNullable()
      table.integer('version_number').notNullable()
      table.string('locale').notNullable()
      table.string('title').notNullable()
      table.text('document').notNullable()
      table.string('hash').notNullable()
      table.string('answer').notNullable()
      table.string('method').notNullable()
      // For what a member wrote down on a client's behalf: how the client said it.
      table.string('told').nullable()
      table.string('sent_to').nullable()
      table.uuid('member_id').nullable()
      table.string('member_name').nullable()
      table.string('address').nullable()
      table.string('user_agent').nullable()
      table.json('signature').nullable()
      table.string('signed_name').nullable()
      table.dateTime('answered_at').notNullable()
      table.string('seal').notNullable()
      table.index(['client_id', 'statement_id'])
      table.index('request_id')
    })
  }

  private standings() {
    this.schema.createTable('consents_standings', (table) => {
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE')
      table.uuid('statement_id').notNullable()
      table.uuid('answer_id').notNullable()
      table.string('answer').notNullable()
      table.integer('version_number').notNullable()
      table.dateTime('answered_at').notNullable()
      table.primary(['client_id', 'statement_id'])
      table.index(['statement_id', 'answer'])
    })
  }

  /** Opens one client's evidence to the transaction that erases or merges it; empty otherwise. */
  private releases() {
    this.schema.createTable('consents_releases', (table) => {
      table.uuid('client_id').primary()
      table.uuid('into_client_id').nullable()
    })
  }
}

/** Evidence is only ever added. It moves with its client in a merge, and goes with its client in an erasure. */
const GUARDS = [
  `create trigger consents_answers_stay before update on consents_answers
     when new.client_id is old.client_id
       or not exists (select 1 from consents_releases
         where client_id = old.client_id and into_client_id = new.client_id)
     begin select raise(abort, 'evidence never changes'); end`,
  `create trigger consents_answers_keep_their_words before update of
       id, request_id, statement_id, version_id, version_number, locale, title, document, hash, answer, method, told,
       sent_to, member_id, member_name, address, user_agent, signature, signed_name, answered_at, seal on consents_answers
     begin select raise(abort, 'evidence never changes'); end`,
  `create trigger consents_answers_remain before delete on consents_answers
     when not exists (select 1 from consents_releases
       where client_id = old.client_id and into_client_id is null)
     begin select raise(abort, 'evidence is only removed when its client is erased'); end`,
]
