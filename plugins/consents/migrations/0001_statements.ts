import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a clinic asks its clients: a statement per purpose, its versions, and each version's text in several languages. */
export default class extends BaseSchema {
  async up() {
    this.statements()
    this.versions()
    this.texts()
    for (const statement of GUARDS) this.schema.raw(statement)
  }

  async down() {
    for (const table of ['consents_texts', 'consents_versions', 'consents_statements'])
      this.schema.dropTable(table)
  }

  private statements() {
    this.schema.createTable('consents_statements', (table) => {
      table.uuid('id').primary()
      // Under which name other plugins ask for it, for instance `marketing`.
      table.string('key').nullable()
      table.boolean('required').notNullable().defaultTo(false)
      table.integer('position').notNullable().defaultTo(0)
      table.uuid('current_version_id').nullable()
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('retired_at').nullable()
      table.uuid('retired_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
    })
  }

  private versions() {
    this.schema.createTable('consents_versions', (table) => {
      table.uuid('id').primary()
      table
        .uuid('statement_id')
        .notNullable()
        .references('consents_statements.id')
        .onDelete('CASCADE')
      table.integer('number').notNullable()
      // The oldest version whose answers still hold: its own number if it asks again, else its predecessor's.
      table.integer('valid_since').nullable()
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('published_at').nullable()
      table.uuid('published_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['statement_id', 'number'])
    })
  }

  private texts() {
    this.schema.createTable('consents_texts', (table) => {
      table.uuid('id').primary()
      table.uuid('version_id').notNullable().references('consents_versions.id').onDelete('CASCADE')
      table.string('locale').notNullable()
      table.string('title').notNullable()
      table.text('purpose').notNullable()
      table.text('body').notNullable()
      table.text('recorded').notNullable()
      table.text('kept').notNullable()
      table.text('rights').notNullable()
      // What a client is shown, put together when the version is published.
      table.text('document').nullable()
      table.string('hash').nullable()
      table.unique(['version_id', 'locale'])
    })
  }
}

/** A published version never changes, whoever writes to the database; and a statement has one draft at most. */
const GUARDS = [
  `create unique index consents_one_draft on consents_versions (statement_id) where published_at is null`,
  `create trigger consents_versions_stay before update on consents_versions
     when old.published_at is not null
       and (new.published_at is not old.published_at or new.number is not old.number
         or new.valid_since is not old.valid_since or new.statement_id is not old.statement_id)
     begin select raise(abort, 'a published version never changes'); end`,
  `create trigger consents_versions_remain before delete on consents_versions
     when old.published_at is not null
     begin select raise(abort, 'a published version never changes'); end`,
  ...(['insert', 'update', 'delete'] as const).map(
    (act) => `create trigger consents_texts_${act} before ${act} on consents_texts
     when exists (select 1 from consents_versions
       where id = ${act === 'insert' ? 'new' : 'old'}.version_id and published_at is not null)
     begin select raise(abort, 'the text of a published version never changes'); end`
  ),
]
