import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('clients', (table) => {
      // What the clinic calls this client where no name may be shown, and the row of the search indexes: VACUUM keeps it.
      table.increments('number')
      table.uuid('id').notNullable().unique()
      table.string('first_name').notNullable()
      table.string('last_name').notNullable().defaultTo('')
      // The names as they sort: app/clients/sort_folds.ts.
      table.string('sort_first').notNullable()
      table.string('sort_last').notNullable()
      table.string('email').nullable().index()
      table.string('phone').nullable()
      // E.164, for finding the same number however it was written.
      table.string('phone_normal').nullable().index()
      table.date('birth_date').nullable().index()
      table.text('national_id').nullable()
      // A keyed hash (HMAC), so that the same id is recognised without being readable.
      table.string('national_id_index').nullable().index()
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
    })
    this.sortOrders()
    this.search()
    this.schema.createTable('client_alerts', (table) => {
      table.uuid('id').primary()
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE').index()
      table.string('text').notNullable()
      table.uuid('created_by').nullable().references('members.id').onDelete('SET NULL')
      table.dateTime('created_at').notNullable()
    })
    this.schema.createTable('tags', (table) => {
      table.uuid('id').primary()
      // Insurance and insurance are one tag.
      table.specificType('name', 'text collate nocase').notNullable().unique()
    })
    this.schema.createTable('client_tags', (table) => {
      table.uuid('client_id').notNullable().references('clients.id').onDelete('CASCADE')
      table.uuid('tag_id').notNullable().references('tags.id').onDelete('CASCADE').index()
      table.primary(['client_id', 'tag_id'])
    })
  }

  async down() {
    for (const table of ['client_tags', 'tags', 'client_alerts']) this.schema.dropTable(table)
    for (const table of ['client_words', 'client_trigrams']) this.schema.raw(`drop table ${table}`)
    this.schema.dropTable('clients')
  }

  /**
   * Each order of the list reads an index, so that page 400 of 10,000 clients costs what page 1 does.
   * Not partial ones: SQLite looks into every row to see once more that it is not archived.
   */
  private sortOrders() {
    for (const column of ['sort_first', 'sort_last', 'birth_date', 'created_at'])
      this.schema.raw(
        `create index clients_by_${column} on clients (archived_at, ${column}, number)`
      )
    this.schema.raw('create index clients_of_all_by_sort_first on clients (sort_first, number)')
    // For counting the active clients: all of them, less these.
    this.schema.raw(
      'create index clients_archived on clients (archived_at) where archived_at is not null'
    )
  }

  /**
   * Two full-text indexes, kept in step by triggers whoever writes: trigrams find any three
   * characters anywhere, words find the beginning of a name from its first letter on.
   */
  private search() {
    this.index('client_trigrams', {
      columns: ['first_name', 'last_name', 'email', 'phone_normal', 'birth_date'],
      options: `tokenize = 'trigram remove_diacritics 1', detail = 'full'`,
    })
    this.index('client_words', {
      columns: ['first_name', 'last_name'],
      options: `tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2', detail = 'none'`,
    })
  }

  private index(name: string, { columns, options }: { columns: string[]; options: string }) {
    const list = columns.join(', ')
    const of = (row: 'new' | 'old') => columns.map((column) => `${row}.${column}`).join(', ')
    const add = `insert into ${name} (rowid, ${list}) values (new.number, ${of('new')});`
    const remove = `insert into ${name} (${name}, rowid, ${list}) values ('delete', old.number, ${of('old')});`
    for (const sql of [
      `create virtual table ${name} using fts5 (${list}, content = 'clients', content_rowid = 'number', ${options})`,
      // Whoever is deleted leaves no letters behind in the file.
      `insert into ${name} (${name}, rank) values ('secure-delete', 1)`,
      `create trigger ${name}_add after insert on clients begin ${add} end`,
      `create trigger ${name}_remove after delete on clients begin ${remove} end`,
      `create trigger ${name}_change after update of ${list} on clients begin ${remove} ${add} end`,
    ])
      this.schema.raw(sql)
  }
}
