import type { HttpContext } from '@adonisjs/core/http'
import { readCard, RECOVERY } from '../browser/crypto/key_pair.ts'
import Key from '../models/key.js'
import { cardValidator } from '../validators/ring.js'
import { orNull } from '../models/or_null.js'

/** Keys that were just made in a browser. */
export default class KeysController {
  async store({ request, response, member, clinic, actor }: HttpContext) {
    const { card: text, form } = await request.validateUsing(cardValidator)
    const card = await orNull(readCard(text, clinic.id))
    const isRecovery = card?.member === RECOVERY
    const isTheirs = isRecovery ? form && member.can('keys.manage') : card?.member === member.id
    const key =
      card && isTheirs
        ? await Key.register({
            id: card.id,
            kind: isRecovery ? 'recovery' : 'member',
            card: text,
            form,
            by: actor,
          })
        : null
    if (!key) return response.unprocessableEntity({ error: 'keys.refusals.card' })
    return response.created({ key: key.id })
  }
}
