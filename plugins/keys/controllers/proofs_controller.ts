import type { HttpContext } from '@adonisjs/core/http'
import { Challenge, type Kept } from '../models/challenge.js'
import { proofValidator } from '../validators/ring.js'
import { keyOf } from './key_of.js'

/** A signature over what was in the canary: the key file and its passphrase, or the words on paper, are there. */
export default class ProofsController {
  async store(ctx: HttpContext) {
    const { request, response, session, actor, clinic } = ctx
    const key = await keyOf(ctx)
    const { proof, why } = await request.validateUsing(proofValidator)
    const kept: Kept | null = session.pull('keys_challenge', null)
    const isProved = kept && (await new Challenge(kept).isAnsweredBy(key, proof, clinic.id))
    if (!isProved || key.supersededAt)
      return response.unprocessableEntity({ error: 'keys.refusals.proof' })
    await key.prove({ by: actor, why })
    return response.created({ key: key.id })
  }
}
