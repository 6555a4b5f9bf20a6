import type { HttpContext } from '@adonisjs/core/http'
import Circle from '../models/circle.js'
import { listValidator, listsValidator } from '../validators/circles.js'
import { answerWith } from './answer_with.js'

/** The next list of a circle: somebody was let in or taken out, or a key took another's place. */
export default class ListsController {
  async store(ctx: HttpContext) {
    const { params, request, actor } = ctx
    const { id: circle } = await Circle.findOrFail(params.id)
    const posted = await request.validateUsing(listValidator)
    return answerWith(ctx, async () => {
      await Circle.goOn([{ circle, ...posted }], { by: actor })
      return [circle]
    })
  }

  /** The next lists of many circles, all or none: what a rotation sends. */
  async update(ctx: HttpContext) {
    const { request, actor } = ctx
    const { steps } = await request.validateUsing(listsValidator)
    const ids = steps.map(({ circle }) => circle)
    await Circle.mustBeHere(ids)
    return answerWith(ctx, async () => {
      await Circle.goOn(steps, { by: actor })
      return ids
    })
  }
}
