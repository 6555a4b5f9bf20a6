import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'
import { BaseModel, column } from '@adonisjs/lucid/orm'

class Greeting extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column()
  declare text: string
}

server.use([])
router.use([() => import('@adonisjs/session/session_middleware')])

router.get('/enter', ({ session }) => {
  session.put('name', 'Ida')
  return 'Entered'
})
router.get('/', async ({ view, session }) =>
  view.render('page', { greeting: await Greeting.findOrFail(1), name: session.get('name') })
)
