import type { HttpContext } from '@adonisjs/core/http'
import { scriptData } from '../models/script_data.js'

/** Search over all notes that this member can read. The server hands out envelopes, and is never told the words. */
export default class SearchesController {
  async show({ view, i18n, member }: HttpContext) {
    return view.render('soap::pages/searches/show', { data: await scriptData(i18n, member) })
  }
}
