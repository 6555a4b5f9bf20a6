import i18nManager from '@adonisjs/i18n/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import { clinicSettings } from '#clinics/settings'
import { LOCALES } from '#config/i18n'
import { refuseLeaks } from '#mails/linter'
import { mustBeNeutral } from '#mails/queue_mail'
import { previewOf } from '../models/preview.js'
import Rule from '../models/rule.js'
import { PLACEHOLDERS, standardWords } from '../models/wording.js'
import { localeValidator, mailTextValidator, smsTextValidator } from '../validators/rule.js'

/** What a reminder says, one language at a time. */
export default class TextsController {
  async edit({ params, request, view }: HttpContext) {
    const rule = await Rule.query().where('id', params.rule_id).preload('texts').firstOrFail()
    const wanted = request.input('locale') ?? clinicSettings.read().locale
    const locale = LOCALES.find((each) => each === wanted) ?? clinicSettings.read().locale
    const own = rule.texts.find((text) => text.locale === locale)
    const words = own ?? standardWords(rule.channel, locale)
    return view.render('reminders::pages/texts/edit', {
      ...{ rule, locale, words, locales: LOCALES, placeholders: PLACEHOLDERS },
      button: i18nManager.locale(locale).t('reminders.words.change_button'),
      isOwn: own !== undefined,
      written: rule.texts.map((text) => text.locale),
      isNeutral: mustBeNeutral(),
      preview: await previewOf(rule.channel, words, locale),
    })
  }

  async update({ params, request, response, session, actor, i18n }: HttpContext) {
    const rule = await Rule.findOrFail(params.rule_id)
    const validator = rule.channel === 'sms' ? smsTextValidator : mailTextValidator
    const { locale, ...words } = await request.validateUsing(validator)
    await refuseLeaks(words, i18n)
    await rule.word(locale, { subject: null, ...words }, { by: actor })
    session.flash('notice', i18n.t('reminders.texts.saved'))
    return response
      .redirect()
      .status(303)
      .withQs({ locale })
      .toRoute('reminders.texts.edit', [rule.id])
  }

  async destroy({ params, request, response, session, actor, i18n }: HttpContext) {
    const rule = await Rule.findOrFail(params.rule_id)
    const { locale } = await request.validateUsing(localeValidator)
    await rule.unword(locale, { by: actor })
    session.flash('notice', i18n.t('reminders.texts.removed'))
    return response
      .redirect()
      .status(303)
      .withQs({ locale })
      .toRoute('reminders.texts.edit', [rule.id])
  }
}
