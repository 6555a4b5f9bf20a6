import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses a form that another site makes the browser send. Every current browser says where a
 * request comes from in Sec-Fetch-Site (W3C Fetch Metadata); older ones send Origin with a POST.
 * A caller that sends neither is no browser and carries no victim's cookies. The same rule as
 * Go's net/http.CrossOriginProtection; it needs no token, and so no session for a visitor.
 */
export default class SameOriginMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (SAFE_METHODS.includes(ctx.request.request.method ?? '') || isSameOrigin(ctx)) return next()
    ctx.logger.warn({ route: ctx.route?.pattern }, 'refused a request from another site')
    return ctx.response
      .status(403)
      .type('text/plain')
      .send('This form was sent from another site, and was refused.')
  }
}

function isSameOrigin({ request }: HttpContext) {
  const site = request.header('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = request.header('origin')
  return !origin || (URL.canParse(origin) && new URL(origin).host === request.host())
}
