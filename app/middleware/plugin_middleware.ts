import { errors } from '@adonisjs/core/http'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { switchedOn } from '#plugins/switched_on'

/** Where a plugin is off, its pages do not exist. */
export default class PluginMiddleware {
  handle({ request }: HttpContext, next: NextFn, id: string) {
    if (switchedOn().has(id)) return next()
    throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
  }
}
