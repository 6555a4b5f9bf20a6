import type { HttpContext } from '@adonisjs/core/http'
import Key from '../models/key.js'
import { wordSentences } from '../models/sentences.js'

/** Trying again whether what lies on paper still opens everything. */
export default class RecoveryProofsController {
  async create({ view, response, i18n }: HttpContext) {
    const key = await Key.recovery()
    if (!key) return response.redirect().toRoute('keys.recovery.show')
    return view.render('keys::pages/recovery_proofs/create', {
      key,
      sentences: wordSentences(i18n),
    })
  }
}
