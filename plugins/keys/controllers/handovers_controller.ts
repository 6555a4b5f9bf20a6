import { errors, type HttpContext } from '@adonisjs/core/http'
import Key from '../models/key.js'
import { goneBecause, heirsOf, soleReadings } from '../models/rotation.js'
import { wordSentences } from '../models/sentences.js'

/** Handing over with the recovery key what only one key could read: its file is lost, or its owner has left. */
export default class HandoversController {
  async create({ params, request, view, i18n }: HttpContext) {
    const from = await Key.known().where('id', params.key_id).preload('member').firstOrFail()
    const recovery = await Key.recovery()
    const why = goneBecause(from)
    if (!recovery || !why) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    const [heirs, counts] = [await heirsOf(from), await soleReadings([from.id])]
    return view.render('keys::pages/handovers/create', {
      ...{ from, why, heirs, recovery },
      to: heirs.find(({ id }) => id === request.input('to')) ?? null,
      count: counts.get(from.id) ?? 0,
      sentences: wordSentences(i18n),
    })
  }
}
