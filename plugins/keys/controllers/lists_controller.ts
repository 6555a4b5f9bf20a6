import type { HttpContext } from '@adonisjs/core/http'
import Circle from '../models/circle.js'
import { listValidator } from '../validators/circles.js'
import { answerWith } from './answer_with.js'

/** The next list of a circle: somebody was let in or taken out, or a key took another's place. */
export default class ListsController {
  async store(ctx: HttpContext) {
    const { params, request, actor } = ctx
    const circle = await Circle.findOrFail(params.id)
    const posted = await request.validateUsing(listValidator)
    return answerWith(ctx, async () => {
      await circle.goOn(posted, { by: actor })
      return circle
    })
  }
}
