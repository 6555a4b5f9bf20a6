import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('clients', (table) => {
      table.uuid('id').primary()
      table.string('first_name').notNullable()
      table.string('last_name').notNullable().defaultTo('')
      table.string('email').nullable().index()
      table.string('phone').nullable()
      // E.164, for finding the same number however it was written.
      table.string('phone_normal').nullable().index()
      table.date('birth_date').nullable()
      table.text('national_id').nullable()
      table.string('street').nullable()
      table.string('postal_code').nullable()
      table.string('city').nullable()
      table.string('country').nullable()
      table.string('locale').nullable()
      table.string('channel').notNullable().defaultTo('any')
      table.boolean('never_call').notNullable().defaultTo(false)
      table.boolean('no_voicemail').notNullable().defaultTo(false)
      table.boolean('email_only').notNullable().defaultTo(false)
      table.string('emergency_name').nullable()
      table.string('emergency_phone').nullable()
      table.string('emergency_relation').nullable()
      table.dateTime('archived_at').nullable()
      table.uuid('archived_by').nullable().references('members.id').onDelete('SET NULL')
      // Which row of which import made this client, so that the same file twice makes no duplicates.
      table.string('import_key').nullable().unique()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.index(['archived_at', 'last_name', 'first_name'])
    })
    this.schema.createTable('client_alerts', (table) => {
      table.uuid('id').primary()
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE').index()
      table.string('text').notNullable()
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('tags', (table) => {
      table.uuid('id').primary()
      table.string('name').notNullable().unique()
    })
    this.schema.createTable('client_tags', (table) => {
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE')
      table.uuid('tag_id').notNullable().references('tags.id').onDelete('CASCADE')
      table.primary(['client_id', 'tag_id'])
    })
  }

  async down() {
    for (const table of ['client_tags', 'tags', 'client_alerts', 'clients'])
      this.schema.dropTable(table)
  }
}
