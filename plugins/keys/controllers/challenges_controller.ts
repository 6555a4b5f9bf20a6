import type { HttpContext } from '@adonisjs/core/http'
import { Challenge } from '../models/challenge.js'
import { keyOf } from './key_of.js'

/** Something that only whoever has the key can open. */
export default class ChallengesController {
  async store(ctx: HttpContext) {
    const key = await keyOf(ctx)
    const { canary, number, kept } = await Challenge.make(key, ctx.clinic.id)
    ctx.session.put('keys_challenge', kept)
    return ctx.response.created({ canary, number })
  }
}
