import type { HttpContext } from '@adonisjs/core/http'
import Waiting from '../models/waiting.js'
import { serve } from '../models/waiting_list.js'
import { addressOf, greet } from './greeting.js'

/** Somebody's place on the waiting list, which they confirm and may leave. */
export default class PlacesController {
  async show(ctx: HttpContext) {
    const { entry } = await placeOf(ctx)
    const reasons = await entry.reasons()
    return ctx.view.render('booking::pages/waiting/show', {
      ...{ entry, reasons, token: ctx.params.token },
    })
  }

  /** Somebody has followed the link in the mail: now they wait. */
  async update(ctx: HttpContext) {
    const { entry, back } = await placeOf(ctx)
    await entry.confirm()
    await serve()
    return ctx.response.redirect().status(303).toPath(back)
  }

  async destroy(ctx: HttpContext) {
    const { entry, back } = await placeOf(ctx)
    await entry.leave()
    await serve()
    return ctx.response.redirect().status(303).toPath(back)
  }
}

async function placeOf(ctx: HttpContext) {
  const { token } = ctx.params
  const entry = await Waiting.findByTokenOrFail(token)
  const locale = greet(ctx, entry.locale)
  return { entry, back: addressOf(`/waiting/${token}`, { locale }) }
}
