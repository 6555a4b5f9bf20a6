import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'
import db from '@adonisjs/lucid/services/db'
import { BaseModel, column } from '@adonisjs/lucid/orm'

class Greeting extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column()
  declare text: string
}

server.use([])
router.use([() => import('@adonisjs/session/session_middleware')])

const { body } = router.named({ body: () => import('@adonisjs/core/bodyparser_middleware') })

router.get('/enter', ({ session }) => {
  session.put('name', 'Ida')
  return 'Entered'
})
router.get('/', async ({ view, session }) =>
  view.render('page', { greeting: await Greeting.findOrFail(1), name: session.get('name') })
)

// What nobody may lose is on the disk before the answer, in whichever program.
router
  .post('/notes', async ({ request, response }) => {
    await db
      .connection('durable')
      .table('notes')
      .insert({ text: request.input('envelope') })
    return response.created({})
  })
  .use(body())

// A rotation takes every envelope to a browser and back: taken, kept in the place of the old one, and handed out.
router.put('/portions', async ({ request, response }) => {
  const [first, count, size] = ['first', 'count', 'size'].map((name) => Number(request.qs()[name]))
  const chunks: Buffer[] = []
  for await (const chunk of request.request) chunks.push(chunk)
  const sent = Buffer.concat(chunks)
  const values = Array.from({ length: count }, (_, at) => [
    ...[first + at, sent.toString('base64url', at * size, (at + 1) * size)],
  ])
  const rows = values.map(() => '(?, ?)').join()
  const durable = db.connection('durable')
  await durable.rawQuery(`insert or replace into portions (id, text) values ${rows}`, values.flat())
  const kept = await durable.from('portions').whereBetween('id', [first, first + count - 1])
  const handed = kept.map(({ text }) => Buffer.from(text, 'base64url'))
  return response.type('application/octet-stream').send(Buffer.concat(handed))
})
