import type { HttpContext } from '@adonisjs/core/http'
import Key from '../models/key.js'
import Pin from '../models/pin.js'
import { mayHaveKey } from '../models/need.js'

/** The public half of every key, and what the member who asks has confirmed. Browsers believe only what is signed in it. */
export default class CardsController {
  async index({ clinic, member }: HttpContext) {
    const keys = await Key.known().preload('member')
    const pins = await Pin.query().where('memberId', member.id).orderBy('id')
    return {
      clinic: clinic.id,
      member: member.id,
      cards: keys.map(({ id, card, supersededAt, member: owner }) => ({
        key: id,
        card,
        retiredAt: supersededAt?.toISO() ?? null,
        hasLeft: owner ? !mayHaveKey(owner) : false,
      })),
      pins: pins.map(({ text }) => text),
    }
  }
}
