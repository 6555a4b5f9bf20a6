import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

/** Members of the clinic, and who is invited. */
router
  .group(() => {
    router.get('/members', [controllers.settings.Members, 'index']).as('members.index')
    router
      .delete('/invitations/:id', [controllers.settings.Invitations, 'destroy'])
      .as('invitations.destroy')
  })
  .prefix('/settings')
  .as('settings')
  .where('id', router.matchers.uuid())
  .use([middleware.member(), middleware.can('members.manage')])

/** What gives somebody access, or takes it. */
router
  .group(() => {
    router.get('/members/:id', [controllers.settings.Members, 'edit']).as('members.edit')
    router.put('/members/:id', [controllers.settings.Members, 'update']).as('members.update')
    router
      .post('/members/:id/deactivation', [controllers.settings.Deactivations, 'store'])
      .as('members.deactivation.store')
    router
      .delete('/members/:id/deactivation', [controllers.settings.Deactivations, 'destroy'])
      .as('members.deactivation.destroy')
    router
      .post('/members/:id/password-reset', [controllers.settings.MemberPasswordResets, 'store'])
      .as('members.password_reset.store')
    router
      .delete('/members/:id/sessions', [controllers.settings.MemberSessions, 'destroy'])
      .as('members.sessions.destroy')
    router
      .delete('/members/:id/second-factor', [controllers.settings.MemberSecondFactors, 'destroy'])
      .as('members.second_factor.destroy')
    router
      .get('/invitations/new', [controllers.settings.Invitations, 'create'])
      .as('invitations.create')
    router.post('/invitations', [controllers.settings.Invitations, 'store']).as('invitations.store')
    router
      .put('/invitations/:id', [controllers.settings.Invitations, 'update'])
      .as('invitations.update')
  })
  .prefix('/settings')
  .as('settings')
  .where('id', router.matchers.uuid())
  .use([middleware.member(), middleware.can('members.manage'), middleware.fresh()])

/** What each role may do. */
router
  .group(() => {
    router.get('/', [controllers.settings.Roles, 'edit']).as('edit')
    router.put('/', [controllers.settings.Roles, 'update']).as('update')
    router.delete('/', [controllers.settings.Roles, 'destroy']).as('destroy')
  })
  .prefix('/settings/roles')
  .as('settings.roles')
  .use([middleware.member(), middleware.can('roles.manage'), middleware.fresh()])
