import type { HttpContext } from '@adonisjs/core/http'
import { EnvelopeRefused } from '../models/refused.js'
import { envelopesToSeal, takeSealed } from '../models/sealing_anew.js'
import { sealedAnewValidator } from '../validators/circles.js'

/**
 * After a key was seen by somebody: what lies under record keys that it opened, and the same under the newest. Any reader
 * can do it, because the signature inside stays its author's. Of what somebody does not read they hear nothing.
 */
export default class ExposedEnvelopesController {
  /** Takes what was sealed anew, nothing at first, and hands out what is asked for next. */
  async update({ request, response, member, actor }: HttpContext) {
    const { envelopes, next } = await request.validateUsing(sealedAnewValidator)
    try {
      await takeSealed(envelopes, { by: actor })
    } catch (error) {
      if (!(error instanceof EnvelopeRefused)) throw error
      return response.status(error.status).send({ error: error.word })
    }
    return response.send(await envelopesToSeal(next, member))
  }
}
