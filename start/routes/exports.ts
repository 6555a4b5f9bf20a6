import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

/** What a member asked to take out, with what became of it; whoever may say yes sees everybody's. */
router
  .group(() => {
    router.get('/', [controllers.ExportRequests, 'index']).as('index')
    router.delete('/:id', [controllers.ExportRequests, 'destroy']).as('destroy')
    router
      .group(() => {
        router.get('/new', [controllers.ExportRequests, 'create']).as('create')
        router.post('/', [controllers.ExportRequests, 'store']).as('store')
      })
      .use(middleware.fresh())
    router.get('/:id', [controllers.ExportRequests, 'show']).as('show')
  })
  .prefix('/exports')
  .as('export_requests')
  .use(middleware.member())

/** A second person's answer. To say no is no danger. */
router
  .post('/exports/:id/approval', [controllers.ExportApprovals, 'store'])
  .as('export_requests.approval.store')
  .use([middleware.member(), middleware.can('exports.approve'), middleware.fresh()])
router
  .post('/exports/:id/refusal', [controllers.ExportRefusals, 'store'])
  .as('export_requests.refusal.store')
  .use([middleware.member(), middleware.can('exports.approve')])
