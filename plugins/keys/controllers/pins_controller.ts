import type { HttpContext } from '@adonisjs/core/http'
import { readCard, RECOVERY } from '../browser/crypto/key_pair.ts'
import { readPin } from '../browser/crypto/pins.ts'
import Key from '../models/key.js'
import Pin from '../models/pin.js'
import { pinValidator } from '../validators/ring.js'
import { orNull } from '../models/or_null.js'

/** A member compared a fingerprint, and says so with their signature. */
export default class PinsController {
  async store({ request, response, member, clinic, actor }: HttpContext) {
    const { pin: text } = await request.validateUsing(pinValidator)
    const own = await Key.of(member)
    const pin =
      own && (await orNull(readCard(own.card, clinic.id).then((card) => readPin(text, card))))
    const pinned = pin && (await Key.inUse().where('id', pin.key).first())
    if (!pinned || (pinned.memberId ?? RECOVERY) !== pin.member)
      return response.unprocessableEntity({ error: 'keys.refusals.pin' })
    await Pin.keep(pinned, { text, signedBy: own, by: actor })
    return response.created({ key: pinned.id })
  }
}
