import type { HttpContext } from '@adonisjs/core/http'
import { originOf } from '#members/origin'
import { ValidationMessages } from '#words/validation_messages'
import { grantValidator } from '../models/choice.js'
import Grant, { CODE_HOLDS_MINUTES, MINUTES } from '../models/grant.js'
import { reportOf } from '../models/report.js'
import { AREAS, areasOf, SCOPE_NAMES, SCOPES } from '../scopes.js'

/** What the clinic opened to helpers: the codes, the help that goes on, and the reports of what is over. */
export default class GrantsController {
  async index({ view }: HttpContext) {
    const grants = await Grant.query().preload('maker').orderBy('createdAt', 'desc').limit(200)
    return view.render('support-access::pages/grants/index', {
      open: grants.filter(({ isOpen }) => isOpen),
      over: grants.filter(({ isOpen }) => !isOpen),
    })
  }

  create({ view }: HttpContext) {
    return view.render('support-access::pages/grants/create', {
      ...{ scopes: SCOPES, names: SCOPE_NAMES, minutes: MINUTES },
      changes: SCOPE_NAMES.some((name) =>
        areasOf([name]).some((area) => AREAS[area].change.length)
      ),
    })
  }

  /** The code goes to the next page and nowhere else: whoever opens that one again sees none. */
  async store(ctx: HttpContext) {
    const { request, response, session, actor, member } = ctx
    const messagesProvider = new ValidationMessages(ctx, ['support-access'])
    const { access, ...wish } = await request.validateUsing(grantValidator, { messagesProvider })
    const { grant, code } = await Grant.make(
      { ...wish, mayChange: access === 'change' },
      { by: { ...actor, member } }
    )
    session.flash('support_code', code)
    return response.redirect().status(303).toRoute('support-access.grants.show', [grant.id])
  }

  async show({ params, request, view, session, i18n }: HttpContext) {
    const grant = await Grant.query()
      .where('id', params.id)
      .preload('maker')
      .preload('ender')
      .firstOrFail()
    return view.render('support-access::pages/grants/show', {
      grant,
      code: session.flashMessages.get('support_code', null),
      codeMinutes: CODE_HOLDS_MINUTES,
      address: `${originOf(request)}/support-access`,
      areas: areasOf(grant.scopes),
      report: await reportOf(grant, i18n),
    })
  }
}
