import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

/** Clients that come out of a file. Before `/clients/:id`, which would take `imports` for an id. */
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
    router
      .get('/:id/failures', [controllers.ClientImportFailures, 'show'])
      .as('failures.show')
      .use(middleware.fresh('download'))
    router.post('/:id/reversal', [controllers.ClientImportReversals, 'store']).as('reversal.store')
  })
  .prefix('/clients/imports')
  .as('clients.imports')
  .use([middleware.member(), middleware.can('clients.import')])

/** Clients that go into a file. */
router
  .group(() => {
    router.get('/new', [controllers.ClientExports, 'create']).as('create')
    router.post('/', [controllers.ClientExports, 'store']).as('store')
  })
  .prefix('/clients/exports')
  .as('clients.exports')
  .use([middleware.member(), middleware.can('clients.export'), middleware.fresh()])

/** Who may change a client. Before who may read one, because `/clients/new` would be taken for an id. */
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
  .use([middleware.member(), middleware.can('clients.write'), middleware.client()])

/** Who may see a national id. */
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
  .use([middleware.member(), middleware.can('clients.national_id'), middleware.client()])

/** Two clients who are one person. */
router
  .group(() => {
    router.get('/:id/mergings', [controllers.ClientMergings, 'index']).as('mergings.index')
    router
      .post('/:id/mergings/searches', [controllers.MergingSearches, 'store'])
      .as('mergings.searches.store')
    router
      .get('/:id/mergings/:otherId', [controllers.ClientMergings, 'create'])
      .as('mergings.create')
    router
      .post('/:id/mergings/:otherId', [controllers.ClientMergings, 'store'])
      .as('mergings.store')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.merge'), middleware.client()])

/** The end of a client. */
router
  .group(() => {
    router.get('/:id/deletion', [controllers.ClientDeletions, 'create']).as('deletion.create')
    router.post('/:id/deletion', [controllers.ClientDeletions, 'store']).as('deletion.store')
  })
  .prefix('/clients')
  .as('clients')
  .use([
    middleware.member(),
    middleware.can('clients.delete'),
    middleware.fresh(),
    middleware.client(),
  ])

/** Everything about a client. */
router
  .group(() => {
    router.get('/:id/report', [controllers.ClientReports, 'show']).as('report.show')
    router.get('/:id/report/file', [controllers.ClientReportFiles, 'show']).as('report.file.show')
  })
  .prefix('/clients')
  .as('clients')
  .use([
    middleware.member(),
    middleware.can('clients.export'),
    middleware.fresh(),
    middleware.client(),
  ])

/** Who has looked at a client. */
router
  .get('/clients/:id/readings', [controllers.ClientReadings, 'index'])
  .as('clients.readings.index')
  .use([middleware.member(), middleware.can('clients.readings'), middleware.client()])

/** Why somebody looks at a client, where the clinic asks. */
router
  .group(() => {
    router.get('/new', [controllers.ClientOpenings, 'create']).as('create')
    router.post('/', [controllers.ClientOpenings, 'store']).as('store')
  })
  .prefix('/clients/:id/openings')
  .as('clients.openings')
  .use([middleware.member(), middleware.can('clients.read')])

/** Who may read clients. */
router
  .group(() => {
    router.get('/', [controllers.Clients, 'index']).as('index')
    router.get('/searches', [controllers.ClientSearches, 'show']).as('searches.show')
    router.post('/searches', [controllers.ClientSearches, 'store']).as('searches.store')
    router.get('/:id', [controllers.Clients, 'show']).as('show')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.read'), middleware.client()])
