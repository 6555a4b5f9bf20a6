import type { HttpContext } from '@adonisjs/core/http'
import Key, { REASONS } from '../models/key.js'
import { fileSentences } from '../models/sentences.js'

/** Making a key: a passphrase, a file, and the proof that both are there. The browser does it all. */
export default class SetupController {
  async show({ request, view, member, i18n }: HttpContext) {
    const before = await Key.of(member)
    const asked = REASONS.find((reason) => reason === request.input('why'))
    return view.render('keys::pages/setup/show', {
      before,
      why: before ? asked : null,
      sentences: fileSentences(i18n),
    })
  }
}
