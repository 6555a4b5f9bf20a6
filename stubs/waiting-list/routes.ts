import type { Router } from '@adonisjs/core/http'
import { middleware } from '#start/kernel'

const EntriesController = () => import('./controllers/entries_controller.js')

/** Below /waiting-list, for members; the host adds the address, the names' prefix, the sign-in and the switch. */
export function routes(router: Router) {
  router.get('/', [EntriesController, 'index']).as('index').use(middleware.can('waiting-list.read'))
  router
    .get('/clients/:client_id/entries/create', [EntriesController, 'create'])
    .as('entries.create')
    .use(middleware.can('waiting-list.write'))
  router
    .post('/clients/:client_id/entries', [EntriesController, 'store'])
    .as('entries.store')
    .use(middleware.can('waiting-list.write'))
  router
    .delete('/entries/:id', [EntriesController, 'destroy'])
    .as('entries.destroy')
    .use(middleware.can('waiting-list.write'))
}
