import { BaseSchema } from '@adonisjs/lucid/schema'

/** What every other part leans on: settings, plugin switches, audit, mail, schedules, outgoing calls. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('settings', (table) => {
      table.string('id').primary()
      table.json('values').notNullable()
      table.dateTime('updated_at').notNullable()
    })
    this.schema.createTable('plugin_activations', (table) => {
      table.string('plugin_id').primary()
      table.uuid('member_id').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('audit_events', (table) => {
      table.increments('seq')
      table.dateTime('created_at').notNullable().index()
      table.uuid('member_id').nullable().index()
      table.string('member_name').nullable()
      table.string('action').notNullable().index()
      table.string('subject_type').nullable()
      table.string('subject_id').nullable()
      table.json('details').notNullable()
      table.string('address').nullable()
      table.string('previous_hash').notNullable()
      table.string('hash').notNullable()
      table.index(['subject_type', 'subject_id'])
    })
    // A log is only added to. Who drops these triggers is found by `node ace audit:verify`.
    for (const act of ['update', 'delete'])
      this.schema.raw(
        `create trigger audit_events_no_${act} before ${act} on audit_events
         begin select raise(abort, 'The audit log is only added to.'); end`
      )
    // Recipient, subject and body lie encrypted: links in mails are secrets, addresses personal data.
    this.schema.createTable('outbox_mails', (table) => {
      table.uuid('id').primary()
      table.string('purpose').notNullable()
      // Whom it is about, for the report about a client and for erasure. No foreign key: the mail may outlive the plugin's rows.
      table.uuid('client_id').nullable().index()
      table.text('recipient').notNullable()
      table.text('recipient_name').nullable()
      table.text('subject').nullable()
      table.text('text').nullable()
      table.text('html').nullable()
      // An appointment for the reader's calendar: an .ics file.
      table.text('calendar').nullable()
      table.string('message_id').notNullable().unique()
      table.string('state').notNullable().defaultTo('waiting')
      table.integer('attempts').notNullable().defaultTo(0)
      table.dateTime('due_at').notNullable()
      table.dateTime('useful_until').nullable()
      // When it reached a state that it leaves only by hand: sent, failed, uncertain or cancelled.
      table.dateTime('settled_at').nullable()
      table.dateTime('emptied_at').nullable()
      table.string('error').nullable()
      table.text('error_detail').nullable()
      table.uuid('created_by').nullable()
      table.dateTime('created_at').notNullable()
      table.index(['state', 'due_at'])
      table.index(['state', 'useful_until'])
    })
    this.schema.createTable('schedule_runs', (table) => {
      table.string('id').primary()
      table.dateTime('due_at').notNullable()
      table.dateTime('ran_at').nullable()
      table.text('last_error').nullable()
    })
    this.schema.createTable('outgoing_calls', (table) => {
      table.uuid('id').primary()
      table.string('plugin_id').notNullable().index()
      table.string('host').notNullable()
      table.string('purpose').notNullable()
      table.json('fields').notNullable()
      table.string('outcome').notNullable()
      table.dateTime('created_at').notNullable()
    })
  }

  async down() {
    for (const table of [
      'outgoing_calls',
      'schedule_runs',
      'outbox_mails',
      'audit_events',
      'plugin_activations',
      'settings',
    ])
      this.schema.dropTable(table)
  }
}
