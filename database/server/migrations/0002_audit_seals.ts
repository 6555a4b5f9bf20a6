import { BaseSchema } from '@adonisjs/lucid/schema'

/** How far each clinic's audit log had come, kept apart from the log, and how it last stood the test. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('audit_seals', (table) => {
      table.uuid('clinic_id').primary().references('clinics.id').onDelete('CASCADE')
      table.integer('seq').notNullable()
      table.string('hash').notNullable()
      table.dateTime('sealed_at').notNullable()
      table.string('mac').notNullable()
      table.dateTime('verified_at').nullable()
      table.integer('verified_rows').nullable()
      table.json('findings').nullable()
    })
  }

  async down() {
    this.schema.dropTable('audit_seals')
  }
}
