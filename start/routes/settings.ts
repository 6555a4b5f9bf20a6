import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

/** What the clinic is called, and where. */
router
  .group(() => {
    router.get('/clinic', [controllers.settings.Clinic, 'edit']).as('clinic.edit')
    router.put('/clinic', [controllers.settings.Clinic, 'update']).as('clinic.update')
  })
  .prefix('/settings')
  .as('settings')
  .use([middleware.member(), middleware.can('settings.manage')])

/** The words by which clients are sorted. */
router
  .group(() => {
    router.get('/', [controllers.settings.Tags, 'index']).as('index')
    router.put('/:id', [controllers.settings.Tags, 'update']).as('update')
    router.delete('/:id', [controllers.settings.Tags, 'destroy']).as('destroy')
  })
  .prefix('/settings/tags')
  .as('settings.tags')
  .use([middleware.member(), middleware.can('settings.manage')])

/** Plugins: what is installed, the switch, the settings of each. */
router
  .group(() => {
    router.get('/', [controllers.settings.Plugins, 'index']).as('index')
    router.get('/:id', [controllers.settings.Plugins, 'show']).as('show')
    router.get('/:id/activation', [controllers.settings.PluginActivations, 'create']).as('create')
    router.post('/:id/activation', [controllers.settings.PluginActivations, 'store']).as('store')
    router
      .delete('/:id/activation', [controllers.settings.PluginActivations, 'destroy'])
      .as('destroy')
    router.get('/:id/progress', [controllers.settings.PluginProgress, 'show']).as('progress')
    router.get('/:id/settings', [controllers.settings.PluginSettings, 'edit']).as('settings.edit')
    router
      .put('/:id/settings', [controllers.settings.PluginSettings, 'update'])
      .as('settings.update')
    router.delete('/:id/data', [controllers.settings.PluginData, 'destroy']).as('destroy_data')
  })
  .prefix('/settings/plugins')
  .as('settings.plugins')
  .use([middleware.member(), middleware.can('plugins.manage')])

/** What an owner should know about sign-ins, exports and changes. */
router
  .get('/settings/security-overview', [controllers.settings.SecurityOverview, 'show'])
  .as('settings.security_overview.show')
  .use([middleware.member(), middleware.can('security.overview')])

/** Clients' pages that were opened in an emergency, and what became of it. */
router
  .group(() => {
    router.get('/', [controllers.settings.Openings, 'index']).as('index')
    router.post('/:id/review', [controllers.settings.OpeningReviews, 'store']).as('review.store')
  })
  .prefix('/settings/security-overview/openings')
  .as('settings.openings')
  .use([middleware.member(), middleware.can('security.overview')])

/** Decoys: whoever could remove one could look around unseen. */
router
  .group(() => {
    router.post('/', [controllers.settings.Decoys, 'store']).as('store')
    router.delete('/:id', [controllers.settings.Decoys, 'destroy']).as('destroy')
  })
  .prefix('/settings/security-overview/decoys')
  .as('settings.security_overview.decoys')
  .use([middleware.member(), middleware.can('security.overview'), middleware.fresh()])

/** The clinic's audit log. */
router
  .group(() => {
    router.get('/', [controllers.settings.Audit, 'index']).as('index')
    router
      .post('/verifications', [controllers.settings.AuditVerifications, 'store'])
      .as('verifications.store')
  })
  .prefix('/settings/audit')
  .as('settings.audit')
  .use([middleware.member(), middleware.can('audit.read')])

router
  .get('/settings/audit/exports', [controllers.settings.AuditExports, 'show'])
  .as('settings.audit.exports.show')
  .use([middleware.member(), middleware.can('audit.read'), middleware.fresh()])

/** The clinic's mail server. Whoever could change it would read the next password link. */
router
  .group(() => {
    router.get('/mail', [controllers.settings.Mail, 'edit']).as('mail.edit')
    router.put('/mail', [controllers.settings.Mail, 'update']).as('mail.update')
    router.delete('/mail', [controllers.settings.Mail, 'destroy']).as('mail.destroy')
    router.post('/mail/tests', [controllers.settings.MailTests, 'store']).as('mail.tests.store')
  })
  .prefix('/settings')
  .as('settings')
  .use([middleware.member(), middleware.can('mail.manage'), middleware.fresh()])

/** The clinic's outbox. */
router
  .group(() => {
    router.get('/', [controllers.settings.Outbox, 'index']).as('index')
    router
      .post('/:id/dispatches', [controllers.settings.MailDispatches, 'store'])
      .as('dispatches.store')
    router
      .post('/:id/cancellations', [controllers.settings.MailCancellations, 'store'])
      .as('cancellations.store')
  })
  .prefix('/settings/outbox')
  .as('settings.outbox')
  .use([middleware.member(), middleware.can('mail.read')])
