import type { HttpContext } from '@adonisjs/core/http'
import Text from '../models/text.js'
import { greet } from './greeting.js'

/** The terms or the privacy notice in full, in one version. */
export default class TextsController {
  async show(ctx: HttpContext) {
    greet(ctx)
    const text = await Text.findOrFail(ctx.params.id)
    return ctx.view.render('booking::pages/texts/show', { text })
  }
}
