import { BaseSchema } from '@adonisjs/lucid/schema'

/** The public halves of keys, when somebody proved to have the other half, and who compared whose fingerprint. */
export default class extends BaseSchema {
  async up() {
    this.keys()
    this.proofs()
    this.pins()
    for (const statement of GUARDS) this.schema.raw(statement)
  }

  async down() {
    for (const table of ['keys_pins', 'keys_proofs', 'keys_keys']) this.schema.dropTable(table)
  }

  private keys() {
    this.schema.createTable('keys_keys', (table) => {
      // The SHA-256 of both public points, base64url: nothing else can take its name.
      table.string('id').primary()
      // `member`, or `recovery` for the one that the clinic keeps on paper.
      table.string('kind').notNullable()
      table.uuid('member_id').nullable().references('members.id')
      // For a recovery key: `words` on one sheet, or `shares` on three, of which two are enough.
      table.string('form').nullable()
      table.text('card').notNullable()
      table.uuid('made_by').nullable().references('members.id')
      table.dateTime('created_at').notNullable()
      // Since when it may be used: whoever has it has shown that it opens what was encrypted to it.
      table.dateTime('proved_at').nullable()
      // Since when nothing new is encrypted to it, why, and what came instead.
      table.dateTime('superseded_at').nullable()
      table.string('superseded_why').nullable()
      table.string('superseded_by').nullable()
      // Since when nothing is left that only it could open.
      table.dateTime('retired_at').nullable()
      table.index(['kind', 'member_id'])
    })
  }

  private proofs() {
    this.schema.createTable('keys_proofs', (table) => {
      table.uuid('id').primary()
      table.string('key_id').notNullable().references('keys_keys.id').onDelete('CASCADE')
      table.uuid('member_id').nullable().references('members.id')
      table.dateTime('created_at').notNullable()
      table.index(['key_id', 'created_at'])
    })
  }

  private pins() {
    this.schema.createTable('keys_pins', (table) => {
      table.uuid('id').primary()
      // Who compared the fingerprint, and with which key that was signed.
      table.uuid('member_id').notNullable().references('members.id')
      table.string('signed_by').notNullable().references('keys_keys.id')
      table.string('key_id').notNullable().references('keys_keys.id')
      table.text('text').notNullable()
      table.dateTime('created_at').notNullable()
      table.unique(['member_id', 'signed_by', 'key_id'])
      table.index('key_id')
    })
  }
}

/** A member has one key in use, and the clinic one for recovery, however many requests come at once. */
const GUARDS = [
  `create unique index keys_one_per_member on keys_keys (member_id)
     where kind = 'member' and proved_at is not null and superseded_at is null`,
  `create unique index keys_one_recovery on keys_keys (kind)
     where kind = 'recovery' and proved_at is not null and superseded_at is null`,
  `create trigger keys_cards_stay before update of id, kind, member_id, card on keys_keys
     begin select raise(abort, 'a card never changes'); end`,
]
