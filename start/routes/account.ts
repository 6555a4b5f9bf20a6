import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

/** Where a member arrives. */
router.get('/', [controllers.Home, 'show']).as('home').use(middleware.member())

/** A member's own account. */
router
  .group(() => {
    router.get('/profile', [controllers.Profile, 'edit']).as('profile.edit')
    router.put('/profile', [controllers.Profile, 'update']).as('profile.update')
    router.put('/theme', [controllers.Theme, 'update']).as('theme.update')
    router.get('/identity', [controllers.Identity, 'create']).as('identity.create')
    router.post('/identity', [controllers.Identity, 'store']).as('identity.store')
    router.get('/session-time', [controllers.SessionTime, 'show']).as('session_time.show')
    router.post('/session-time', [controllers.SessionTime, 'store']).as('session_time.store')
    router.get('/security', [controllers.Security, 'show']).as('security.show')
    router.put('/security', [controllers.Security, 'update']).as('security.update')
  })
  .use(middleware.member())

/** What makes an account safer asks for no proof of who it is. */
router
  .group(() => {
    router
      .delete('/sessions', [controllers.security.OtherSessions, 'destroy'])
      .as('other_sessions.destroy')
    router
      .delete('/sessions/:id', [controllers.security.Sessions, 'destroy'])
      .as('sessions.destroy')
    router.delete('/email', [controllers.security.Email, 'destroy']).as('email.destroy')
  })
  .prefix('/security')
  .as('security')
  .use(middleware.member())

/** How a member signs in. */
router
  .group(() => {
    router.get('/password', [controllers.security.Password, 'edit']).as('password.edit')
    router.put('/password', [controllers.security.Password, 'update']).as('password.update')
    router.get('/email', [controllers.security.Email, 'create']).as('email.create')
    router.post('/email', [controllers.security.Email, 'store']).as('email.store')
    router
      .get('/authenticator', [controllers.security.Authenticator, 'create'])
      .as('authenticator.create')
    router
      .post('/authenticator', [controllers.security.Authenticator, 'store'])
      .as('authenticator.store')
    router
      .delete('/authenticator', [controllers.security.Authenticator, 'destroy'])
      .as('authenticator.destroy')
    router
      .get('/recovery-codes', [controllers.security.RecoveryCodes, 'show'])
      .as('recovery_codes.show')
    router
      .post('/recovery-codes', [controllers.security.RecoveryCodes, 'store'])
      .as('recovery_codes.store')
    router.get('/passkeys/new', [controllers.security.Passkeys, 'create']).as('passkeys.create')
    router.post('/passkeys', [controllers.security.Passkeys, 'store']).as('passkeys.store')
    router.get('/passkeys/:id/edit', [controllers.security.Passkeys, 'edit']).as('passkeys.edit')
    router.put('/passkeys/:id', [controllers.security.Passkeys, 'update']).as('passkeys.update')
    router
      .delete('/passkeys/:id', [controllers.security.Passkeys, 'destroy'])
      .as('passkeys.destroy')
  })
  .prefix('/security')
  .as('security')
  .use([middleware.member(), middleware.fresh()])

/** The secret address of a member's own calendar. Ending it asks for no proof: somebody else may read along. */
router
  .group(() => {
    router.get('/', [controllers.security.CalendarFeed, 'show']).as('show')
    router.post('/', [controllers.security.CalendarFeed, 'store']).as('store')
    router.put('/', [controllers.security.CalendarFeed, 'update']).as('update')
  })
  .prefix('/security/calendar-feed')
  .as('security.calendar_feed')
  .use([middleware.member(), middleware.can('calendar.read'), middleware.fresh()])
router
  .delete('/security/calendar-feed', [controllers.security.CalendarFeed, 'destroy'])
  .as('security.calendar_feed.destroy')
  .use([middleware.member(), middleware.can('calendar.read')])
