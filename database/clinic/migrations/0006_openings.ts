import { BaseSchema } from '@adonisjs/lucid/schema'

/** For what reason a member saw a client without an appointment near, and until when that holds. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('openings', (table) => {
      table.uuid('id').primary()
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE')
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE')
      // app/models/opening.ts: REASONS.
      table.string('because').notNullable()
      // In the member's own words.
      table.string('words').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('holds_until').notNullable()
      // Only of those in an emergency.
      table.dateTime('reviewed_at').nullable()
      table.uuid('reviewed_by').nullable().references('members.id').onDelete('SET NULL')
      table.string('comment').nullable()
      table.index(['client_id', 'member_id', 'created_at'])
    })
    this.schema.raw(
      `create index openings_to_review on openings (created_at)
       where because = 'emergency' and reviewed_at is null`
    )
  }

  async down() {
    this.schema.dropTable('openings')
  }
}
