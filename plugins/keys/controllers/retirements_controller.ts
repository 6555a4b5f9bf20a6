import type { HttpContext } from '@adonisjs/core/http'
import Key from '../models/key.js'

/** Laying down a key that others have taken the place of, once nothing is left that it opens. */
export default class RetirementsController {
  async store({ params, response, actor }: HttpContext) {
    const key = await Key.findOrFail(params.key_id)
    if (!(await key.retire({ by: actor })))
      return response.unprocessableEntity({ error: 'keys.refusals.retirement' })
    return response.created({ key: key.id })
  }
}
