import type { HttpContext } from '@adonisjs/core/http'
import Circle from '../models/circle.js'
import { listsValidator } from '../validators/circles.js'
import { answerWith } from './answer_with.js'

/** The next lists of circles: somebody was let in or taken out, or a key took another's place. All or none. */
export default class ListsController {
  async update(ctx: HttpContext) {
    const { request, actor } = ctx
    const { steps } = await request.validateUsing(listsValidator)
    const ids = steps.map(({ circle }) => circle)
    return answerWith(ctx, async () => {
      await Circle.goOn(steps, { by: actor })
      return ids
    })
  }
}
