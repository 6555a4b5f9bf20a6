import type { HttpContext } from '@adonisjs/core/http'
import { previewOf } from '../models/preview.js'
import Rule from '../models/rule.js'
import { localeValidator } from '../validators/rule.js'

/** How what is being typed will read. Nothing is saved, and an unfinished text is no mistake. */
export default class PreviewsController {
  async store({ params, request, i18n }: HttpContext) {
    const rule = await Rule.findOrFail(params.rule_id)
    const { locale } = await request.validateUsing(localeValidator)
    const { subject, body } = request.only(['subject', 'body'])
    const words = { subject: String(subject ?? ''), body: String(body ?? '') }
    const { sms, link, ...preview } = await previewOf(rule.channel, words, locale)
    const key = sms?.isUnicode ? 'reminders.texts.length_unicode' : 'reminders.texts.length'
    return { ...preview, hasLink: link !== null, length: sms ? i18n.t(key, sms) : '' }
  }
}
