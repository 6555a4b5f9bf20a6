import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('clinics', (table) => {
      table.uuid('id').primary()
      table.string('name').notNullable()
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('clinic_hosts', (table) => {
      table.uuid('id').primary()
      table.string('host').notNullable().unique()
      table.uuid('clinic_id').notNullable().references('clinics.id').onDelete('CASCADE')
    })
    // What remains of a clinic that was deleted, and what operators did from the command line.
    this.schema.createTable('server_events', (table) => {
      table.uuid('id').primary()
      table.dateTime('created_at').notNullable()
      table.string('action').notNullable()
      table.json('details').notNullable()
    })
  }

  async down() {
    this.schema.dropTable('server_events')
    this.schema.dropTable('clinic_hosts')
    this.schema.dropTable('clinics')
  }
}
