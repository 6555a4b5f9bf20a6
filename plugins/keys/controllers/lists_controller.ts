import type { HttpContext } from '@adonisjs/core/http'
import { transaction } from '#clinics/transaction'
import Circle from '../models/circle.js'
import { listValidator, listsValidator } from '../validators/circles.js'
import { answerWith } from './answer_with.js'

/** The next list of a circle: somebody was let in or taken out, or a key took another's place. */
export default class ListsController {
  async store(ctx: HttpContext) {
    const { params, request, actor } = ctx
    const circle = await Circle.findOrFail(params.id)
    const posted = await request.validateUsing(listValidator)
    return answerWith(ctx, async () => [await circle.goOn(posted, { by: actor })])
  }

  /** The next lists of many circles, all or none: what a rotation sends. */
  async update(ctx: HttpContext) {
    const { request, actor } = ctx
    const { steps } = await request.validateUsing(listsValidator)
    const circles = await Promise.all(steps.map(({ circle }) => Circle.findOrFail(circle)))
    return answerWith(ctx, () =>
      transaction(async () => {
        for (const [at, step] of steps.entries()) await circles[at].goOn(step, { by: actor })
        return circles
      })
    )
  }
}
