import type { HttpContext } from '@adonisjs/core/http'
import { scriptData } from '../models/script_data.js'

/** Where the clinic makes templates of its own; what is in them is opened in the browser. */
export default class TemplatesController {
  async index({ view, i18n, member }: HttpContext) {
    return view.render('soap::pages/templates/index', { data: await scriptData(i18n, member) })
  }
}
