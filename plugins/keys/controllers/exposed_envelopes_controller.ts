import type { HttpContext } from '@adonisjs/core/http'
import { headOf, PARCEL_TYPE } from '../browser/vault/parcel.ts'
import { receiveParcel } from '../models/receiving.js'
import { EnvelopeRefused } from '../models/refused.js'
import { envelopesToSeal, placesOf, takeSealed } from '../models/exposed_envelopes.js'
import { placesValidator, sealedAnewValidator } from '../validators/circles.js'

/**
 * After a key was seen by somebody: what lies under record keys that it opened, and the same under the newest. Any reader
 * can do it, because the signature inside stays its author's. Of what somebody does not read they hear nothing.
 */
export default class ExposedEnvelopesController {
  /** Where those are that did not open: whoever goes through them has to look at them. */
  async index({ request, response, member, i18n }: HttpContext) {
    const { ids } = await placesValidator.validate(request.qs())
    return response.send({ places: await placesOf(ids, member, i18n) })
  }

  /** Takes what was sealed anew, nothing at first, and hands out what is asked for next. */
  async update({ request, response, member, actor }: HttpContext) {
    try {
      const { said, share } = await receiveParcel(request.request)
      const { envelopes, next } = await sealedAnewValidator.validate(said)
      await takeSealed(share(envelopes), { by: actor })
      const answer = await envelopesToSeal(next, member)
      const parcel = Buffer.concat([headOf(answer.said), ...answer.bytes])
      return response.type(PARCEL_TYPE).send(parcel)
    } catch (error) {
      if (!(error instanceof EnvelopeRefused)) throw error
      return response.status(error.status).send({ error: error.word })
    }
  }
}
