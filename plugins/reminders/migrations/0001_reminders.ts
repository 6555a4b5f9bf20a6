import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which reminders a clinic sends, in which words, through which gateway, and each message that was planned. */
export default class extends BaseSchema {
  async up() {
    this.rules()
    this.texts()
    this.gateways()
    this.messages()
    this.checks()
  }

  async down() {
    for (const table of [
      'reminders_checks',
      'reminders_messages',
      'reminders_gateways',
      'reminders_texts',
      'reminders_rule_services',
      'reminders_rules',
    ])
      this.schema.dropTable(table)
  }

  private rules() {
    this.schema.createTable('reminders_rules', (table) => {
      table.uuid('id').primary()
      table.string('channel').notNullable()
      table.string('unit').notNullable()
      table.integer('amount').notNullable()
      // For days: what the clock shows when it is sent, `09:00`.
      table.string('clock').nullable()
      table.boolean('for_all_services').notNullable().defaultTo(true)
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
    })
    this.schema.createTable('reminders_rule_services', (table) => {
      table.uuid('rule_id').notNullable().references('reminders_rules.id').onDelete('CASCADE')
      table.uuid('service_id').notNullable().references('services.id').onDelete('CASCADE')
      table.primary(['rule_id', 'service_id'])
    })
  }

  /** Words of the clinic's own; where there are none, the plugin's hold. */
  private texts() {
    this.schema.createTable('reminders_texts', (table) => {
      table.uuid('id').primary()
      table.uuid('rule_id').notNullable().references('reminders_rules.id').onDelete('CASCADE')
      table.string('locale').notNullable()
      table.string('subject').nullable()
      table.text('body').notNullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['rule_id', 'locale'])
    })
  }

  private gateways() {
    this.schema.createTable('reminders_gateways', (table) => {
      table.uuid('id').primary()
      table.string('provider').notNullable()
      table.string('account').nullable()
      table.string('sender').notNullable()
      // Encrypted, both.
      table.text('token').notNullable()
      table.text('report_secret').nullable()
      // Under which address the clinic was reached when it was set up: where reports are to be sent.
      table.string('origin').notNullable()
      // What it refused last, of everything that we send; gone with the next message that it takes.
      table.string('problem').nullable()
      table.dateTime('problem_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
    })
  }

  private messages() {
    this.schema.createTable('reminders_messages', (table) => {
      table.uuid('id').primary()
      table.uuid('appointment_id').notNullable().references('appointments.id').onDelete('CASCADE')
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE').index()
      table.uuid('rule_id').nullable().references('reminders_rules.id').onDelete('SET NULL')
      table.string('channel').notNullable()
      table.string('state').notNullable()
      table.string('reason').nullable()
      // Of which start of the appointment it reminds: after a move this is another.
      table.dateTime('starts_at').notNullable()
      // When the rule says, and when it is sent: quiet hours lie between.
      table.dateTime('nominal_at').notNullable()
      table.dateTime('due_at').notNullable()
      // A member wants it sent although its time has passed.
      table.boolean('is_repeat').notNullable().defaultTo(false)
      table.integer('attempts').notNullable().defaultTo(0)
      table.dateTime('next_try_at').nullable()
      // Encrypted, both.
      table.text('recipient').nullable()
      table.text('detail').nullable()
      // No foreign key: the outbox forgets its mails earlier than this.
      table.uuid('mail_id').nullable()
      table.string('provider').nullable()
      table.string('provider_id').nullable().index()
      table.dateTime('sent_at').nullable()
      table.dateTime('settled_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.index(['state', 'due_at'])
    })
    // However many plan at the same moment, one message is planned.
    this.schema.raw(
      `create unique index reminders_messages_open
       on reminders_messages (appointment_id, client_id, rule_id) where state in ('planned', 'skipped')`
    )
    this.schema.raw(
      'create index reminders_messages_of on reminders_messages (appointment_id, client_id)'
    )
  }

  /** What an appointment looked like when its reminders were planned last: what looks otherwise now is planned anew. */
  private checks() {
    this.schema.createTable('reminders_checks', (table) => {
      table.uuid('appointment_id').primary().references('appointments.id').onDelete('CASCADE')
      table.string('stamp').notNullable()
    })
  }
}
