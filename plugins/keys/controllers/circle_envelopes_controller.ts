import { errors, type HttpContext } from '@adonisjs/core/http'
import Circle from '../models/circle.js'
import { EnvelopeRefused } from '../models/refused.js'
import { envelopesToSeal, takeSealed } from '../models/sealing_anew.js'
import { sealedAnewValidator } from '../validators/circles.js'

/**
 * After a key was seen by somebody: what lies under record keys that it opened, and the same under the newest. Any reader
 * can do it, because the signature inside stays its author's.
 */
export default class CircleEnvelopesController {
  async index(ctx: HttpContext) {
    return ctx.response.send(await envelopesToSeal(await circleOf(ctx)))
  }

  async update(ctx: HttpContext) {
    const circle = await circleOf(ctx)
    const { envelopes } = await ctx.request.validateUsing(sealedAnewValidator)
    try {
      await takeSealed(circle, envelopes, { by: ctx.actor })
    } catch (error) {
      if (!(error instanceof EnvelopeRefused)) throw error
      return ctx.response.status(error.status).send({ error: error.word })
    }
    return ctx.response.status(204)
  }
}

/** Who is no reader of a circle does not hear that there is one. */
async function circleOf({ params, member, request }: HttpContext) {
  const circle = await Circle.findOrFail(params.id)
  if (await circle.isReadBy(member)) return circle
  throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
}
