import type { HttpContext } from '@adonisjs/core/http'
import { formInput } from '#plugins/settings_page'
import { ValidationMessages } from '#words/validation_messages'
import { rulesPage } from '../models/rules_page.js'
import { wish } from '../models/wish.js'
import { wishes, wishesOf } from '../settings.js'

/** A member's own rules, as strict as the clinic's or stricter. */
export default class RulesController {
  edit({ view, member, i18n }: HttpContext) {
    return view.render('calendar-mask::pages/rules/edit', rulesPage(member, i18n))
  }

  async update(ctx: HttpContext) {
    const { request, response, session, member, actor, i18n } = ctx
    const values = await request.validateUsing(wishes, {
      data: formInput(wishesOf(member), request.all()),
      messagesProvider: new ValidationMessages(ctx, ['calendar-mask']),
    })
    await wish(member, values, { by: actor })
    session.flash('notice', i18n.t('calendar-mask.rules.saved'))
    return response.redirect().status(303).toRoute('calendar-mask.rules.edit')
  }
}
