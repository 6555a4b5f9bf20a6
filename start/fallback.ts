import { errors } from '@adonisjs/core/http'
import router from '@adonisjs/core/services/router'
// The framework loads these files side by side; this one must come last.
import '#start/plugins'

/**
 * Every address that nobody else took. A route of its own, because only a route goes past the clinic, the
 * visitor and the headers: a page that says no looks like the others, and is as well protected.
 */
router
  .any('*', ({ request }) => {
    throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
  })
  .as('fallback')
