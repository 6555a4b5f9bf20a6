import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the clinic opened to helpers from outside: the code, of which only a hash is kept, and the help that came of it. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('support_access_grants', (table) => {
      table.uuid('id').primary()
      table.string('code_hash').notNullable().unique()
      // Who is to help, and with what.
      table.string('name').notNullable()
      table.text('purpose').nullable()
      table.json('scopes').notNullable()
      table.boolean('may_change').notNullable()
      table.integer('minutes').notNullable()
      table.uuid('made_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
      // Until when the code opens, and when it did.
      table.dateTime('expires_at').notNullable()
      table.dateTime('used_at').nullable()
      table.string('address').nullable()
      table.string('device').nullable()
      // When the help ends by itself, and when and how it did end.
      table.dateTime('ends_at').nullable().index()
      table.dateTime('ended_at').nullable()
      table.uuid('ended_by').nullable().references('members.id').onDelete('SET NULL')
      table.string('how').nullable()
    })
  }

  async down() {
    this.schema.dropTable('support_access_grants')
  }
}
