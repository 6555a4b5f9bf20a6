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

/** The clinic's mail server. */
router
  .group(() => {
    router.get('/mail', [controllers.settings.Mail, 'edit']).as('mail.edit')
    router.put('/mail', [controllers.settings.Mail, 'update']).as('mail.update')
    router.delete('/mail', [controllers.settings.Mail, 'destroy']).as('mail.destroy')
    router.post('/mail/tests', [controllers.settings.MailTests, 'store']).as('mail.tests.store')
  })
  .prefix('/settings')
  .as('settings')
  .use([middleware.member(), middleware.can('settings.manage')])

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

/** Clients that come out of a file, and go into one. Before the clients, for the same reason. */
router
  .group(() => {
    router.get('/', [controllers.ClientImports, 'index']).as('index')
    router.get('/new', [controllers.ClientImports, 'create']).as('create')
    router.post('/', [controllers.ClientImports, 'store']).as('store')
    router.get('/:id', [controllers.ClientImports, 'show']).as('show')
    router.get('/:id/edit', [controllers.ClientImports, 'edit']).as('edit')
    router.put('/:id', [controllers.ClientImports, 'update']).as('update')
    router.delete('/:id', [controllers.ClientImports, 'destroy']).as('destroy')
    router.post('/:id/runs', [controllers.ClientImportRuns, 'store']).as('runs.store')
    router.get('/:id/failures', [controllers.ClientImportFailures, 'show']).as('failures.show')
    router.post('/:id/reversal', [controllers.ClientImportReversals, 'store']).as('reversal.store')
  })
  .prefix('/clients/imports')
  .as('clients.imports')
  .use([middleware.member(), middleware.can('clients.import')])

/** Clients. What is written comes first, because `/clients/new` would be taken for an id. */
router
  .group(() => {
    router.get('/new', [controllers.Clients, 'create']).as('create')
    router.post('/', [controllers.Clients, 'store']).as('store')
    router.get('/:id/edit', [controllers.Clients, 'edit']).as('edit')
    router.put('/:id', [controllers.Clients, 'update']).as('update')
    router.post('/:id/archival', [controllers.ClientArchivals, 'store']).as('archival.store')
    router.delete('/:id/archival', [controllers.ClientArchivals, 'destroy']).as('archival.destroy')
    router.post('/:id/alerts', [controllers.ClientAlerts, 'store']).as('alerts.store')
    router
      .delete('/:id/alerts/:alertId', [controllers.ClientAlerts, 'destroy'])
      .as('alerts.destroy')
    router.post('/:id/tags', [controllers.ClientTags, 'store']).as('tags.store')
    router.delete('/:id/tags/:tagId', [controllers.ClientTags, 'destroy']).as('tags.destroy')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.write')])
router
  .group(() => {
    router
      .post('/:id/national-id', [controllers.NationalIdReveals, 'store'])
      .as('national_id_reveals.store')
    router
      .delete('/:id/national-id', [controllers.NationalIds, 'destroy'])
      .as('national_id.destroy')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.national_id')])
router
  .group(() => {
    router.get('/', [controllers.Clients, 'index']).as('index')
    router.get('/searches', [controllers.ClientSearches, 'show']).as('searches.show')
    router.post('/searches', [controllers.ClientSearches, 'store']).as('searches.store')
    router.get('/:id', [controllers.Clients, 'show']).as('show')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.read')])
