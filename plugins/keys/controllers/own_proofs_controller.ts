import type { HttpContext } from '@adonisjs/core/http'
import Key from '../models/key.js'
import { fileSentences } from '../models/sentences.js'

/** Trying one's own key file again. */
export default class OwnProofsController {
  async create({ view, response, member, i18n }: HttpContext) {
    const key = await Key.of(member)
    if (!key) return response.redirect().toRoute('keys.setup.show')
    return view.render('keys::pages/own_proofs/create', {
      key,
      sentences: fileSentences(i18n),
    })
  }
}
