import { controllers } from '#generated/controllers'
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
router.get('/sign-in/passkey', [controllers.SignIn, 'create']).as('sign_in.passkey.create')
router.post('/sign-in/passkey', [controllers.PasskeySignIn, 'store']).as('sign_in.passkey.store')
router
  .post('/sign-in/passkey/challenge', [controllers.PasskeySignIn, 'create'])
  .as('sign_in.passkey.challenge')
router
  .get('/sign-in/second-factor', [controllers.SecondFactor, 'create'])
  .as('second_factor.create')
router.post('/sign-in/second-factor', [controllers.SecondFactor, 'store']).as('second_factor.store')
router
  .group(() => {
    router.get('/', [controllers.PasswordResets, 'create']).as('create')
    router.post('/', [controllers.PasswordResets, 'store']).as('store')
    router.get('/:token', [controllers.PasswordResets, 'edit']).as('edit')
    router.put('/:token', [controllers.PasswordResets, 'update']).as('update')
  })
  .prefix('/password-reset')
  .as('password_resets')
router.get('/invitations/:token', [controllers.Joining, 'create']).as('joining.create')
router.post('/invitations/:token', [controllers.Joining, 'store']).as('joining.store')
router
  .get('/email-change/:token', [controllers.EmailConfirmations, 'create'])
  .as('email_confirmations.create')
router
  .post('/email-change/:token', [controllers.EmailConfirmations, 'store'])
  .as('email_confirmations.store')

/** For programs that know a secret address. */
router.get('/feeds/:token', [controllers.CalendarFeeds, 'show']).as('calendar_feeds.show')
