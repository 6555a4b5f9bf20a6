import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

router.get('/health', () => ({ status: 'ok' })).as('health')

router
  .group(() => {
    router.get('/', ({ view }) => view.render('pages/home')).as('home')
  })
  .use(middleware.member())
