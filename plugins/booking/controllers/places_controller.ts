import type { HttpContext } from '@adonisjs/core/http'
import Waiting from '../models/waiting.js'
import { greet } from './greeting.js'

/** Somebody's place on the waiting list, which they may leave. */
export default class PlacesController {
  async show(ctx: HttpContext) {
    const entry = await Waiting.findByTokenOrFail(ctx.params.token)
    greet(ctx, entry.locale)
    return ctx.view.render('booking::pages/waiting/show', { entry, token: ctx.params.token })
  }

  async destroy(ctx: HttpContext) {
    const entry = await Waiting.findByTokenOrFail(ctx.params.token)
    greet(ctx, entry.locale)
    await entry.leave()
    return ctx.view.render('booking::pages/waiting/show', { entry, token: ctx.params.token })
  }
}
