import type { HttpContext } from '@adonisjs/core/http'
import { switchAllOn } from '../models/change.js'
import { proposals } from '../models/rule_list.js'
import { standingOf } from '../models/standing.js'
import { RULES } from '../rules.js'

/** One switch for all rules that are off. */
export default class EverythingController {
  async create({ view, i18n }: HttpContext) {
    return view.render('strict-mode::pages/everything/create', { list: await proposals(i18n) })
  }

  async store({ response, session, actor, i18n }: HttpContext) {
    const off = RULES.filter((rule) => !standingOf(rule))
    await switchAllOn(off, actor)
    session.flash('notice', i18n.t('strict-mode.everything.done', { count: off.length }))
    return response.redirect().status(303).toRoute('strict-mode.rules.index')
  }
}
