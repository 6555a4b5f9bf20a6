import type { Router } from '@adonisjs/core/http'
import { middleware } from '#start/kernel'

const Changes = () => import('./controllers/changes_controller.js')
const Doors = () => import('./controllers/doors_controller.js')
const Endings = () => import('./controllers/endings_controller.js')
const Grants = () => import('./controllers/grants_controller.js')

/** For whoever has a code. The host puts `/support-access` before every path and `support-access.` before every name. */
export function publicRoutes(router: Router) {
  router.get('/', [Doors, 'create']).as('doors.create')
  router.post('/', [Doors, 'store']).as('doors.store')
  router.get('/changes', [Changes, 'show']).as('changes.show')
}

/** For members. To end help asks for no proof: it only makes the clinic safer. */
export function routes(router: Router) {
  router
    .group(() => {
      router.get('/grants/create', [Grants, 'create']).as('grants.create')
      router.post('/grants', [Grants, 'store']).as('grants.store')
    })
    .use([middleware.can('support-access.grant'), middleware.fresh()])
  router
    .group(() => {
      router.get('/grants', [Grants, 'index']).as('grants.index')
      router.get('/grants/:id', [Grants, 'show']).as('grants.show')
      router.post('/grants/:id/ending', [Endings, 'store']).as('endings.store')
    })
    .use(middleware.can('support-access.grant'))
}
