import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

/** For strangers, and on a server that has no clinic yet. */
router.get('/health', () => ({ status: 'ok' })).as('health')
router.get('/setup', [controllers.Setup, 'create']).as('setup.create')
router.post('/setup', [controllers.Setup, 'store']).as('setup.store')

/** For strangers, at a clinic. */
router.get('/logo', [controllers.Logo, 'show']).as('logo.show')
router.get('/sign-in', [controllers.SignIn, 'create']).as('sign_in.create')
router.post('/sign-in', [controllers.SignIn, 'store']).as('sign_in.store')
router.post('/sign-out', [controllers.SignIn, 'destroy']).as('sign_in.destroy')

router
  .group(() => {
    router.get('/', [controllers.Home, 'show']).as('home')
  })
  .use(middleware.member())

/** Settings of the clinic. */
router
  .group(() => {
    router.get('/clinic', [controllers.settings.Clinic, 'edit']).as('clinic.edit')
    router.put('/clinic', [controllers.settings.Clinic, 'update']).as('clinic.update')
  })
  .prefix('/settings')
  .as('settings')
  .use([middleware.member(), middleware.can('settings.manage')])
