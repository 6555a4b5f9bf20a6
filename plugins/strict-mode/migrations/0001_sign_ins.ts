import { BaseSchema } from '@adonisjs/lucid/schema'

/** Sign-ins that a member was told of, each with a link that says “this was not me”. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('strict_mode_sign_ins', (table) => {
      table.uuid('id').primary()
      table.uuid('member_id').notNullable().references('members.id').onDelete('CASCADE')
      table.string('token_hash').notNullable().unique()
      table.string('device').nullable()
      table.string('address').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('disowned_at').nullable()
    })
  }

  async down() {
    this.schema.dropTable('strict_mode_sign_ins')
  }
}
