import { BaseSchema } from '@adonisjs/lucid/schema'

/** What visitors hold, book and wait for, and the words that they have accepted. */
export default class extends BaseSchema {
  async up() {
    this.texts()
    this.holds()
    this.bookings()
    this.acceptances()
    this.waiting()
    this.serviceRules()
  }

  async down() {
    for (const table of [
      'booking_service_rules',
      'booking_offers',
      'booking_waiting',
      'booking_acceptances',
      'booking_links',
      'booking_bookings',
      'booking_drafts',
      'booking_holds',
      'booking_texts',
    ])
      this.schema.dropTable(table)
  }

  /** A version is never changed: what people accepted stays as it was. */
  private texts() {
    this.schema.createTable('booking_texts', (table) => {
      table.uuid('id').primary()
      table.string('kind').notNullable()
      table.string('locale').notNullable()
      table.integer('number').notNullable()
      table.text('body').notNullable()
      table.string('hash').notNullable()
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
      table.unique(['kind', 'locale', 'number'])
    })
  }

  /** Who holds a time, as the hash of what stands in the address of their page. Gone with the hold. */
  private holds() {
    this.schema.createTable('booking_holds', (table) => {
      table.uuid('id').primary()
      table.string('token_hash').notNullable().unique()
      table.uuid('service_id').notNullable().references('services.id').onDelete('CASCADE')
      table.uuid('member_id').nullable().references('members.id').onDelete('CASCADE')
      // In whole minutes since 1970 in UTC.
      table.integer('start').notNullable()
      table.uuid('appointment_id').nullable().references('appointments.id').onDelete('SET NULL')
      table.uuid('attendance_id').nullable().references('attendances.id').onDelete('SET NULL')
      table.uuid('offer_id').nullable()
      // The visitor was refused and has a mail about it: the same form again brings no second one.
      table.dateTime('refused_at').nullable()
      table.dateTime('forgotten_at').notNullable().index()
      table.dateTime('created_at').notNullable()
    })
    // What somebody typed whose browser runs no scripts, until the link in the mail is followed.
    this.schema.createTable('booking_drafts', (table) => {
      table.uuid('id').primary()
      table.string('token_hash').notNullable().unique()
      table.uuid('hold_id').notNullable().references('booking_holds.id').onDelete('CASCADE').index()
      table.text('typed').notNullable()
      table.dateTime('expires_at').notNullable()
      table.dateTime('created_at').notNullable()
    })
  }

  private bookings() {
    this.schema.createTable('booking_bookings', (table) => {
      table.uuid('id').primary()
      table
        .uuid('appointment_id')
        .notNullable()
        .references('appointments.id')
        .onDelete('CASCADE')
        .index()
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE').index()
      table.string('locale').notNullable()
      // Under which address the clinic was reached, for the links in mails.
      table.string('origin').notNullable()
      // None for what a member has booked, and the client may change by the link in a reminder.
      table.string('request_key').nullable().unique()
      // What the client was last told by mail: that it is requested, booked or cancelled, and when it begins.
      table.string('told_status').nullable()
      table.integer('told_start').nullable()
      table.dateTime('marketing_at').nullable()
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('booking_links', (table) => {
      table.uuid('id').primary()
      table
        .uuid('booking_id')
        .notNullable()
        .references('booking_bookings.id')
        .onDelete('CASCADE')
        .index()
      table.string('token_hash').notNullable().unique()
      // Something was done with it, and the mail about that has another.
      table.dateTime('ended_at').nullable()
      table.dateTime('created_at').notNullable()
    })
  }

  /** The evidence: who accepted what words when. It outlives the appointment, and goes with the client. */
  private acceptances() {
    this.schema.createTable('booking_acceptances', (table) => {
      table.uuid('id').primary()
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE').index()
      table.uuid('text_id').notNullable().references('booking_texts.id').onDelete('RESTRICT')
      table.string('hash').notNullable()
      table.string('address').nullable()
      table.dateTime('created_at').notNullable()
    })
  }

  private waiting() {
    this.schema.createTable('booking_waiting', (table) => {
      table.uuid('id').primary()
      table.uuid('service_id').notNullable().references('services.id').onDelete('CASCADE').index()
      table.uuid('member_id').nullable().references('members.id').onDelete('SET NULL')
      table.uuid('client_id').nullable().references('clients.id').onDelete('CASCADE').index()
      table.date('from_date').notNullable()
      table.date('until_date').notNullable()
      table.text('typed').notNullable()
      // The times that were free when they came: minutes since 1970 in UTC.
      table.json('passed_over').notNullable().defaultTo('[]')
      table.string('locale').notNullable()
      table.string('origin').notNullable()
      table.string('token_hash').notNullable().unique()
      // When it was certain that a person waits who reads this mailbox; from then on they are in the queue.
      table.dateTime('confirmed_at').nullable().index()
      table.dateTime('ended_at').nullable()
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('booking_offers', (table) => {
      table.uuid('id').primary()
      table
        .uuid('waiting_id')
        .notNullable()
        .references('booking_waiting.id')
        .onDelete('CASCADE')
        .index()
      table.integer('start').notNullable()
      table.string('token_hash').notNullable().unique()
      table.dateTime('expires_at').notNullable()
      table.dateTime('answered_at').nullable()
      table.dateTime('created_at').notNullable()
    })
  }

  private serviceRules() {
    this.schema.createTable('booking_service_rules', (table) => {
      table.uuid('id').primary()
      table.uuid('service_id').notNullable().unique().references('services.id').onDelete('CASCADE')
      table.boolean('known_only').notNullable().defaultTo(false)
    })
  }
}
