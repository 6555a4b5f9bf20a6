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
