import { BaseSchema } from '@adonisjs/lucid/schema'

/** Who reads which records: the signed lists of readers, and the record keys, each wrapped for one reader. */
export default class extends BaseSchema {
  async up() {
    this.circles()
    this.lists()
    this.wraps()
    this.exposures()
    this.schema.raw(LISTS_STAY)
  }

  async down() {
    for (const table of ['keys_exposures', 'keys_wraps', 'keys_lists', 'keys_circles'])
      this.schema.dropTable(table)
  }

  private circles() {
    this.schema.createTable('keys_circles', (table) => {
      // The browser's, because it is signed in every list and stands in every envelope.
      table.uuid('id').primary()
      // Where it is filed, null for what is the clinic's own. Its lists and envelopes name for ever whom it was made for: another
      // client after two were merged. No cascade: records depend on it.
      table.uuid('client_id').nullable().references('clients.id')
      table.integer('version').notNullable()
      table.dateTime('created_at').notNullable()
      table.index('client_id')
    })
  }

  private lists() {
    this.schema.createTable('keys_lists', (table) => {
      table.uuid('id').primary()
      table.uuid('circle_id').notNullable().references('keys_circles.id').onDelete('CASCADE')
      table.integer('number').notNullable()
      table.integer('version').notNullable()
      table.string('signed_by').notNullable().references('keys_keys.id')
      table.text('text').notNullable()
      table.dateTime('created_at').notNullable()
      table.unique(['circle_id', 'number'])
    })
  }

  private wraps() {
    this.schema.createTable('keys_wraps', (table) => {
      table.uuid('id').primary()
      table.uuid('circle_id').notNullable().references('keys_circles.id').onDelete('CASCADE')
      table.integer('version').notNullable()
      table.string('key_id').notNullable().references('keys_keys.id')
      table.text('text').notNullable()
      table.dateTime('created_at').notNullable()
      table.unique(['circle_id', 'version', 'key_id'])
      table.index('key_id')
    })
  }

  private exposures() {
    this.schema.createTable('keys_exposures', (table) => {
      table.uuid('id').primary()
      table.uuid('circle_id').notNullable().references('keys_circles.id').onDelete('CASCADE')
      // The key that somebody saw, and the last version whose record key it opened.
      table.string('key_id').notNullable().references('keys_keys.id')
      table.integer('version').notNullable()
      table.dateTime('created_at').notNullable()
      table.unique(['circle_id', 'key_id'])
      table.index('key_id')
    })
  }
}

/** Each list names the hash of the one before: one that changed would break them all. */
const LISTS_STAY = `create trigger keys_lists_stay before update on keys_lists
  begin select raise(abort, 'a list never changes'); end`
