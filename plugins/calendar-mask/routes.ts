import type { Router } from '@adonisjs/core/http'
import { middleware } from '#start/kernel'

const Masks = () => import('./controllers/masks_controller.js')
const Rules = () => import('./controllers/rules_controller.js')

/** For members. The host puts `/calendar-mask` before every path and `calendar-mask.` before every name. */
export function routes(router: Router) {
  router
    .group(() => {
      router.post('/mask', [Masks, 'store']).as('mask.store')
      router.delete('/mask', [Masks, 'destroy']).as('mask.destroy')
      router.get('/rules', [Rules, 'edit']).as('rules.edit')
      router.put('/rules', [Rules, 'update']).as('rules.update')
    })
    .use(middleware.can('calendar-mask.use'))
}
