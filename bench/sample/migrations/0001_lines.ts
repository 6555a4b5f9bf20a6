import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sample_lines', (table) => {
      table.uuid('id').primary()
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE').index()
      table.string('text').notNullable()
    })
  }

  async down() {
    this.schema.dropTable('sample_lines')
  }
}
