import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { LOCALES } from '#config/i18n'
import Text, { TEXT_KINDS } from '../models/text.js'
import { wordingValidator } from '../validators/booking.js'

/** The words that visitors accept. Saving makes a new version; the old ones stay for those who accepted them. */
export default class WordingsController {
  async edit(ctx: HttpContext) {
    const { kind, locale } = chosen(ctx)
    const text = await Text.newest(kind, locale)
    const draft = i18nManager.locale(locale).t(`booking.starters.${kind}`, {
      clinic: ctx.clinic!.name,
    })
    return ctx.view.render('booking::pages/wordings/edit', { kind, locale, text, draft })
  }

  async update(ctx: HttpContext) {
    const { kind, locale } = chosen(ctx)
    const { body } = await ctx.request.validateUsing(wordingValidator)
    const text = await Text.publish({ kind, locale, body, by: ctx.actor })
    ctx.session.flash('notice', ctx.i18n.t('booking.wordings.saved', { number: text.number }))
    return ctx.response.redirect().status(303).toRoute('booking.setup.show')
  }
}

/** @throws 404 when there is no such text or language */
function chosen({ params, request }: HttpContext) {
  const kind = TEXT_KINDS.find((each) => each === params.kind)
  const locale = LOCALES.find((each) => each === params.language)
  if (kind && locale) return { kind, locale }
  throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
}
