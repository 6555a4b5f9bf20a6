import type { HttpContext } from '@adonisjs/core/http'
import Waiting from '../models/waiting.js'
import { greet } from './greeting.js'

/** Somebody whose browser runs no scripts has followed the link in the mail: now they wait. */
export default class PlaceConfirmationsController {
  async store(ctx: HttpContext) {
    const entry = await Waiting.findByTokenOrFail(ctx.params.token)
    greet(ctx, entry.locale)
    await entry.confirm()
    await Waiting.serve()
    return ctx.view.render('booking::pages/waiting/show', { entry, token: ctx.params.token })
  }
}
