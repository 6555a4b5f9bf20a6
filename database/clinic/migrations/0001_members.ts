import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('members', (table) => {
      table.uuid('id').primary()
      table.string('name').notNullable()
      table.string('email').notNullable().unique()
      table.string('password').notNullable()
      table.string('role').notNullable()
      table.string('locale').nullable()
      table.integer('idle_minutes').notNullable()
      // Changed to end every session of the member at once, those of requests in flight too.
      table.string('session_version').notNullable()
      // Where the member last signed in, for links in mails that a stranger asks for.
      table.string('last_origin').nullable()
      table.text('totp_secret').nullable()
      table.dateTime('totp_confirmed_at').nullable()
      table.integer('totp_last_step').nullable()
      table.dateTime('deactivated_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
    })
    this.schema.createTable('recovery_codes', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE').index()
      table.string('code_hash').notNullable()
      table.dateTime('used_at').nullable()
      table.unique(['member_id', 'code_hash'])
    })
    this.schema.createTable('passkeys', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE').index()
      table.string('name').notNullable()
      table.string('credential_id').notNullable().unique()
      table.text('public_key').notNullable()
      table.integer('counter').notNullable()
      table.json('transports').notNullable()
      table.boolean('is_synced').notNullable().defaultTo(false)
      table.dateTime('last_used_at').nullable()
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('invitations', (table) => {
      table.uuid('id').primary()
      table.string('email').notNullable()
      table.string('role').notNullable()
      table.string('token_hash').notNullable().unique()
      table.uuid('invited_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('expires_at').notNullable()
      table.uuid('accepted_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('accepted_at').nullable()
      table.dateTime('revoked_at').nullable()
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('password_resets', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE').index()
      table.string('token_hash').notNullable().unique()
      table.dateTime('expires_at').notNullable()
      table.dateTime('used_at').nullable()
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('email_changes', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE').index()
      table.string('email').notNullable()
      table.string('token_hash').notNullable().unique()
      table.dateTime('expires_at').notNullable()
      table.dateTime('used_at').nullable()
      table.dateTime('created_at').notNullable()
    })
    // Only where the clinic departs from the defaults in app/clinics/permissions.ts.
    this.schema.createTable('role_permissions', (table) => {
      table.string('role').notNullable()
      table.string('permission').notNullable()
      table.boolean('allowed').notNullable()
      table.primary(['role', 'permission'])
    })
  }

  async down() {
    for (const table of [
      'role_permissions',
      'email_changes',
      'password_resets',
      'invitations',
      'passkeys',
      'recovery_codes',
      'members',
    ])
      this.schema.dropTable(table)
  }
}
