import db from '@adonisjs/lucid/services/db'

const database = db.connection()

if (!(await database.schema.hasTable('greetings'))) {
  await database.schema
    .createTable('sessions', (table) => {
      table.string('id').primary()
      table.text('data').notNullable()
      table.string('user_id').nullable().index()
      table.timestamp('expires_at').notNullable().index()
    })
    .createTable('greetings', (table) => {
      table.increments('id')
      table.string('text').notNullable()
    })
  await database.schema.createTable('notes', (table) => {
    table.increments('id')
    table.text('text').notNullable()
  })
  await database.schema.createTable('portions', (table) => {
    table.integer('id').primary()
    table.text('text').notNullable()
  })
  await db.table('greetings').insert({ text: 'Good morning' })
}
