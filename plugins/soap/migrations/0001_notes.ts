import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Notes as the server knows them: whose, by whom, when, how large, and who could read them. What they say, what
 * they are called and by which template they were written is in the envelopes, which it cannot open.
 */
export default class extends BaseSchema {
  async up() {
    this.notes()
    this.envelopes()
    this.attachments()
    this.givenUpFiles()
    this.templates()
    for (const statement of GUARDS) this.schema.raw(statement)
  }

  async down() {
    const beside = ['soap_given_up_files', 'soap_attachments', 'soap_envelopes']
    for (const table of ['soap_templates', ...beside, 'soap_notes']) this.schema.dropTable(table)
  }

  private notes() {
    this.schema.createTable('soap_notes', (table) => {
      // The browser's, because it is sealed into every envelope of the note.
      table.uuid('id').primary()
      // No cascade: a client cannot go while notes about them stay behind.
      table.uuid('client_id').notNullable().references('clients.id')
      table.uuid('appointment_id').nullable().references('appointments.id').onDelete('SET NULL')
      // What an addendum adds to.
      table.uuid('note_id').nullable().references('soap_notes.id').onDelete('CASCADE')
      // No foreign key: a note outlives its author's account.
      table.uuid('author_id').notNullable()
      table.string('author_name').notNullable()
      table.integer('version').notNullable()
      table.string('circle').notNullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('written_at').notNullable()
      table.dateTime('finalised_at').nullable()
      // 'author' who signed it, or 'schedule' because nobody did in time.
      table.string('finalised_by').nullable()
      // SHA-256 of what the author signed: whoever reads the note can see that it is still that.
      table.string('digest').nullable()
      table.index(['client_id', 'created_at'])
      table.index(['finalised_at', 'created_at'])
      table.index('note_id')
      table.index('appointment_id')
    })
  }

  private envelopes() {
    this.schema.createTable('soap_envelopes', (table) => {
      table.uuid('id').primary()
      table.uuid('note_id').notNullable().references('soap_notes.id').onDelete('CASCADE')
      table.integer('version').notNullable()
      table.string('type').notNullable()
      // One opening of the editor: of each sitting the last version is kept.
      table.uuid('sitting').notNullable()
      table.string('circle').notNullable()
      // Of the record key that it is encrypted under.
      table.integer('circle_version').notNullable()
      table.integer('size').notNullable()
      table.text('envelope').notNullable()
      table.uuid('member_id').notNullable()
      table.string('member_name').notNullable()
      table.dateTime('created_at').notNullable()
      table.unique(['note_id', 'version'])
      table.index(['circle', 'circle_version'])
    })
  }

  private attachments() {
    this.schema.createTable('soap_attachments', (table) => {
      table.uuid('id').primary()
      table.uuid('note_id').notNullable().references('soap_notes.id').onDelete('CASCADE')
      // Encrypted anew it is the next version, with another key and another name on the disk.
      table.integer('version').notNullable()
      table.uuid('stored_as').notNullable()
      table.integer('size').notNullable()
      // What opens it, in an envelope of its own: the note, which its author signed, need not change with it.
      table.string('circle').notNullable()
      table.integer('circle_version').notNullable()
      table.text('envelope').notNullable()
      table.uuid('member_id').notNullable()
      table.dateTime('created_at').notNullable()
      table.index('note_id')
      table.index(['circle', 'circle_version'])
    })
  }

  /** Damaged, and not kept any longer: by whom, and when. */
  private givenUpFiles() {
    this.schema.createTable('soap_given_up_files', (table) => {
      // The file's: the note, which its author signed, goes on naming it.
      table.uuid('id').primary()
      table.uuid('note_id').notNullable().references('soap_notes.id').onDelete('CASCADE')
      // No foreign key: what was done outlives the account of who did it.
      table.uuid('member_id').notNullable()
      table.string('member_name').notNullable()
      table.dateTime('created_at').notNullable()
      table.index('note_id')
    })
  }

  private templates() {
    this.schema.createTable('soap_templates', (table) => {
      table.uuid('id').primary()
      table.integer('version').notNullable()
      table.string('circle').notNullable()
      // Of the record key that it is encrypted under.
      table.integer('circle_version').notNullable()
      table.text('envelope').notNullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.index(['circle', 'circle_version'])
    })
  }
}

/** Final is final, whoever writes to the database: what was signed stays, and nothing is signed anew. */
const GUARDS = [
  `create trigger soap_notes_stay_final before update of version, finalised_at, finalised_by, digest, author_id on soap_notes
     when old.finalised_at is not null
     begin select raise(abort, 'a final note never changes'); end`,
  `create trigger soap_envelopes_end before insert on soap_envelopes
     when exists (select 1 from soap_notes where id = new.note_id and finalised_at is not null)
     begin select raise(abort, 'a final note never changes'); end`,
]
