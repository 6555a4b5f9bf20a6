import { BaseSchema } from '@adonisjs/lucid/schema'

const OCCUPIES = `status not in ('cancelled', 'missed')`
/** So that whoever asks what is taken need not look at the status: what was booked out of a hold would be free at its end. */
const ONLY_WHILE_HELD = `held_until is null or status = 'held'`
/** No appointment, buffers included, is longer: so a look for overlaps reads two days of an index, not years. */
const LONGEST_MINUTES = 2 * 24 * 60

/**
 * What a clinic offers, where, when its members work, and what is booked. That nobody and no room is
 * booked twice is kept by triggers: docs/decisions/0010-no-double-booking.md.
 */
export default class extends BaseSchema {
  async up() {
    this.places()
    this.services()
    this.hours()
    this.appointments()
    this.attendances()
    this.noDoubleBooking()
    this.noOverfullGroup()
    this.feeds()
  }

  async down() {
    for (const table of [
      'calendar_feeds',
      'attendances',
      'appointments',
      'recurrences',
      'holidays',
      'removed_time_off',
      'time_off',
      'hour_exceptions',
      'working_hours',
      'service_members',
      'services',
      'rooms',
      'locations',
    ])
      this.schema.dropTable(table)
  }

  private places() {
    this.schema.createTable('locations', (table) => {
      table.uuid('id').primary()
      table.string('name').notNullable()
      table.string('street').nullable()
      table.string('postal_code').nullable()
      table.string('city').nullable()
      table.dateTime('archived_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
    })
    this.schema.createTable('rooms', (table) => {
      table.uuid('id').primary()
      table.uuid('location_id').nullable().references('locations.id').onDelete('CASCADE').index()
      table.string('name').notNullable()
      table.dateTime('archived_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
    })
  }

  private services() {
    this.schema.createTable('services', (table) => {
      table.uuid('id').primary()
      table.string('name').notNullable()
      table.text('description').nullable()
      table.string('category').nullable()
      table.integer('minutes').notNullable()
      table.integer('buffer_before').notNullable().defaultTo(0)
      table.integer('buffer_after').notNullable().defaultTo(0)
      // In the smallest unit of the clinic's currency.
      table.integer('price').nullable()
      // In hundredths of a percent: 2500 is 25 %.
      table.integer('vat_rate').notNullable().defaultTo(0)
      table.string('colour').notNullable().defaultTo('blue')
      table.integer('capacity').notNullable().defaultTo(1)
      table.boolean('needs_room').notNullable().defaultTo(false)
      table.boolean('is_bookable_online').notNullable().defaultTo(false)
      table.dateTime('archived_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
    })
    this.schema.createTable('service_members', (table) => {
      table.uuid('service_id').notNullable().references('services.id').onDelete('CASCADE')
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE').index()
      table.primary(['service_id', 'member_id'])
    })
  }

  /** Dates and hours in wall time of the clinic: 09:00 is 09:00 in summer and in winter. */
  private hours() {
    this.schema.createTable('working_hours', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE').index()
      table.uuid('location_id').nullable().references('locations.id').onDelete('CASCADE')
      // ISO 8601: Monday is 1.
      table.integer('weekday').notNullable()
      table.string('starts').notNullable()
      table.string('ends').notNullable()
      table.date('valid_from').nullable()
      table.date('valid_until').nullable()
      table.dateTime('created_at').notNullable()
    })
    // All rows of a date together replace that weekday's hours; one without hours says that nobody works.
    this.schema.createTable('hour_exceptions', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE')
      table.uuid('location_id').nullable().references('locations.id').onDelete('CASCADE')
      table.date('date').notNullable()
      table.string('starts').nullable()
      table.string('ends').nullable()
      table.dateTime('created_at').notNullable()
      table.index(['member_id', 'date'])
    })
    this.schema.createTable('time_off', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE')
      table.string('kind').notNullable()
      table.dateTime('starts_at').notNullable()
      table.dateTime('ends_at').notNullable()
      // What a calendar file calls it.
      table.string('imported_uid').nullable()
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
      table.index(['member_id', 'ends_at'])
    })
    this.schema.createTable('removed_time_off', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE').index()
      table.string('imported_uid').nullable()
      table.dateTime('ends_at').notNullable()
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('holidays', (table) => {
      table.uuid('id').primary()
      table.date('date').notNullable().unique()
      table.string('name').notNullable()
      table.dateTime('created_at').notNullable()
    })
  }

  private appointments() {
    this.schema.createTable('recurrences', (table) => {
      table.uuid('id').primary()
      // RFC 5545, without DTSTART: that is the wall time, and the zone beside it.
      table.string('rule').notNullable()
      table.string('wall_start').notNullable()
      table.string('zone').notNullable()
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('appointments', (table) => {
      table.uuid('id').primary()
      table.uuid('recurrence_id').nullable().references('recurrences.id').onDelete('SET NULL')
      table.uuid('service_id').nullable().references('services.id').onDelete('SET NULL')
      table.uuid('member_id').nullable().references('members.id').onDelete('SET NULL')
      table.uuid('location_id').nullable().references('locations.id').onDelete('SET NULL')
      table.uuid('room_id').nullable().references('rooms.id').onDelete('SET NULL')
      // What was chosen: 2026-03-29T13:00 in Europe/Copenhagen. The moments follow from it.
      table.string('wall_start').notNullable()
      table.string('zone').notNullable()
      // What the rule gives it: one that begins at another time was moved by itself.
      table.string('rule_wall').nullable()
      table.dateTime('starts_at').notNullable().index()
      table.dateTime('ends_at').notNullable()
      // With the buffers, in whole minutes since 1970 UTC: what the triggers and free times compare.
      table.integer('busy_from').notNullable()
      table.integer('busy_until').notNullable()
      table.integer('buffer_before').notNullable().defaultTo(0)
      table.integer('buffer_after').notNullable().defaultTo(0)
      table.string('status').notNullable()
      table.boolean('is_overbooked').notNullable().defaultTo(false)
      table.integer('capacity').notNullable().defaultTo(1)
      // What the calendar calls something without a client: a meeting, a block.
      table.string('title').nullable()
      table.text('note').nullable()
      table.text('cancel_reason').nullable()
      table.dateTime('cancelled_at').nullable()
      // When the hold of a visitor who is still typing ends by itself.
      table.dateTime('held_until').nullable()
      table.string('source').notNullable().defaultTo('member')
      // The same request sent twice, because the first answer was lost, makes one appointment.
      table.string('request_key').nullable().unique()
      table.string('imported_uid').nullable().index()
      // RFC 5545: grows with each change that a calendar must take over.
      table.integer('sequence').notNullable().defaultTo(0)
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.check('busy_until > busy_from')
      table.check(`busy_until - busy_from <= ${LONGEST_MINUTES}`)
      table.check(ONLY_WHILE_HELD)
      table.index(['recurrence_id', 'starts_at'])
    })
    // With when a hold ends, so that who asks for free times reads the index alone and none of the rows.
    for (const taken of ['member_id', 'room_id'])
      this.schema.raw(
        `create index appointments_busy_${taken} on appointments (${taken}, busy_from, busy_until, held_until)
         where ${OCCUPIES}`
      )
    this.schema.raw(
      `create index appointments_held on appointments (held_until) where status = 'held'`
    )
  }

  private attendances() {
    this.schema.createTable('attendances', (table) => {
      table.uuid('id').primary()
      table.uuid('appointment_id').notNullable().references('appointments.id').onDelete('CASCADE')
      // None while a visitor who is not known yet holds the place.
      table.uuid('client_id').nullable().references('clients.id').onDelete('CASCADE').index()
      table.string('status').notNullable()
      table.boolean('is_overbooked').notNullable().defaultTo(false)
      // The reasons against it, as keys of words, that a member has set aside.
      table.json('despite').nullable()
      table.dateTime('held_until').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['appointment_id', 'client_id'])
      table.check(ONLY_WHILE_HELD)
    })
    this.schema.raw(
      `create index attendances_held on attendances (held_until) where status = 'held'`
    )
  }

  /** The secret address at which other programs read a member's calendar. Of the secret only the hash. */
  private feeds() {
    this.schema.createTable('calendar_feeds', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().unique().references('members.id').onDelete('CASCADE')
      table.string('token_hash').notNullable().unique()
      // The most of a client's name that leaves the house this way: the precautions may say less.
      table.string('names').notNullable()
      table.dateTime('read_at').nullable()
      // Where addresses end after a time: since when its member wants it again, and was told of its end.
      table.dateTime('renewed_at').nullable()
      table.dateTime('warned_at').nullable()
      table.dateTime('created_at').notNullable()
    })
  }

  /**
   * A member and a room are in one place at a time. Only an appointment that says it is overbooked
   * may lie over others.
   */
  private noDoubleBooking() {
    for (const taken of ['member_id', 'room_id']) {
      const refusal = `select raise(abort, 'taken: ${taken}')
        where exists (
          select 1 from appointments
          where ${taken} = new.${taken} and ${OCCUPIES}
            and busy_from < new.busy_until and busy_until > new.busy_from
            and busy_from > new.busy_from - ${LONGEST_MINUTES}
            and id <> new.id
        )`
      const matters = `new.${OCCUPIES} and new.is_overbooked = 0`
      this.schema.raw(
        `create trigger appointments_${taken}_free_insert before insert on appointments
         when ${matters} begin ${refusal}; end`
      )
      // Setting the same values again, or calling somebody arrived, books nothing anew.
      this.schema.raw(
        `create trigger appointments_${taken}_free_update before update on appointments
         when ${matters} and (
           new.${taken} is not old.${taken} or new.busy_from <> old.busy_from
           or new.busy_until <> old.busy_until or new.is_overbooked <> old.is_overbooked
           or not (old.${OCCUPIES})
         ) begin ${refusal}; end`
      )
    }
  }

  /** No more clients than places: neither by one more client, nor by fewer places. */
  private noOverfullGroup() {
    const places = '(select capacity from appointments where id = new.appointment_id)'
    const others = `(select count(*) from attendances
      where appointment_id = new.appointment_id and ${OCCUPIES} and id <> new.id)`
    const matters = `new.${OCCUPIES} and new.is_overbooked = 0`
    const refusal = `begin select raise(abort, 'taken: capacity') where ${others} >= ${places}; end`
    this.schema.raw(
      `create trigger attendances_place_insert before insert on attendances
       when ${matters} ${refusal}`
    )
    this.schema.raw(
      `create trigger attendances_place_update before update on attendances
       when ${matters} and (not (old.${OCCUPIES}) or new.is_overbooked <> old.is_overbooked
         or new.appointment_id <> old.appointment_id)
       ${refusal}`
    )
    this.schema.raw(
      `create trigger appointments_capacity before update of capacity on appointments
       when new.capacity < old.capacity
       begin
         select raise(abort, 'taken: capacity') where new.capacity < (
           select count(*) from attendances
           where appointment_id = new.id and ${OCCUPIES} and is_overbooked = 0
         );
       end`
    )
  }
}
