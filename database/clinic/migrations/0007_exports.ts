import { BaseSchema } from '@adonisjs/lucid/schema'

/** What members ask to take out that is too much for one person to decide. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('export_requests', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE')
      // What leaves, which part of it, and of how many clients at most.
      table.string('kind').notNullable()
      table.json('choice').notNullable()
      table.integer('clients').notNullable()
      // Encrypted, as the answer is: people write about clients where they give a reason.
      table.text('reason').notNullable()
      table.string('state').notNullable().defaultTo('waiting').index()
      table.uuid('answered_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('answered_at').nullable()
      table.text('answer').nullable()
      // Until then it waits for an answer; once it has a yes, until then that holds.
      table.dateTime('expires_at').notNullable()
      table.dateTime('created_at').notNullable()
      table.index(['member_id', 'state'])
    })
  }

  async down() {
    this.schema.dropTable('export_requests')
  }
}
