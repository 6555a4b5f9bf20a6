import type { HttpContext } from '@adonisjs/core/http'
import { headOf, PARCEL_TYPE } from '../browser/vault/parcel.ts'
import { receiveParcel } from '../models/receiving.js'
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
