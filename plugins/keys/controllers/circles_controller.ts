import type { HttpContext } from '@adonisjs/core/http'
import Circle from '../models/circle.js'
import { circlesFor } from '../models/reading.js'
import { circlesValidator, firstListValidator } from '../validators/circles.js'
import { answerWith } from './answer_with.js'

/** The circles that a member's browser works with, as JSON: signed lists and wrapped keys. */
export default class CirclesController {
  async index({ request, member }: HttpContext) {
    const asked = await request.validateUsing(circlesValidator)
    return { circles: await circlesFor(member, asked) }
  }

  async store(ctx: HttpContext) {
    const posted = await ctx.request.validateUsing(firstListValidator)
    return answerWith(ctx, async () => {
      const { id } = await Circle.found(posted, { by: ctx.actor })
      return [id]
    })
  }
}
