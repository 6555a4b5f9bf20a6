import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('client_imports', (table) => {
      table.uuid('id').primary()
      table.string('file_name').notNullable()
      table.integer('size').notNullable()
      table.json('dialect').notNullable()
      table.json('mapping').notNullable()
      table.string('date_order').notNullable()
      // What to do with clients who are there already: skip them, or fill in what they lack.
      table.string('existing').notNullable().defaultTo('skip')
      table.integer('rows').notNullable()
      // How many rows are dealt with; an interrupted import goes on after them.
      table.integer('done').notNullable().defaultTo(0)
      table.integer('imported').notNullable().defaultTo(0)
      table.integer('filled').notNullable().defaultTo(0)
      table.integer('known').notNullable().defaultTo(0)
      table.integer('failed').notNullable().defaultTo(0)
      table.integer('reversed').notNullable().defaultTo(0)
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.uuid('started_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('started_at').nullable()
      table.dateTime('stopped_at').nullable()
      table.dateTime('finished_at').nullable()
      table.dateTime('reversal_at').nullable()
      table.dateTime('reversed_at').nullable()
      // When the file is removed at the latest; empty once it is gone.
      table.dateTime('file_until').nullable().index()
      table.dateTime('created_at').notNullable().index()
    })
    // Not through knex, which would build the clients table anew for the reference.
    this.schema.raw(
      'alter table clients add column import_id text references client_imports (id) on delete set null'
    )
    this.schema.raw('create index clients_import_id_index on clients (import_id)')
  }

  async down() {
    this.schema.raw('drop index clients_import_id_index')
    this.schema.raw('alter table clients drop column import_id')
    this.schema.dropTable('client_imports')
  }
}
