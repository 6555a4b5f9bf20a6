import type { HttpContext } from '@adonisjs/core/http'
import { switchAllOn } from '../models/change.js'
import { proposals } from '../models/rule_list.js'
import { RULES } from '../rules.js'

/** One switch for all rules that are off. */
export default class EverythingController {
  async create({ view, i18n }: HttpContext) {
    return view.render('strict-mode::pages/everything/create', { list: await proposals(i18n) })
  }

  async store({ response, session, actor, i18n }: HttpContext) {
    const count = await switchAllOn(RULES, actor)
    session.flash('notice', i18n.t('strict-mode.everything.done', { count }))
    return response.redirect().status(303).toRoute('strict-mode.rules.index')
  }
}
