import type { HttpContext } from '@adonisjs/core/http'
import { originOf } from '#members/origin'
import { LOCALES } from '#config/i18n'
import { mailIsSetUp } from '#mails/queue_mail'
import Service from '#models/service'
import ServiceRule from '../models/service_rule.js'
import Text, { TEXT_KINDS } from '../models/text.js'
import { embeddingOrigins } from '../settings.js'

/** What the clinic must have done before visitors can book, and what it can hand out then. */
export default class SetupController {
  async show({ view, request }: HttpContext) {
    const services = await Service.query()
      .where('isBookableOnline', true)
      .whereNull('archivedAt')
      .orderBy('name')
    return view.render('booking::pages/setup/show', {
      services,
      ...{ kinds: TEXT_KINDS, locales: LOCALES, texts: await newestTexts() },
      knownOnly: await ServiceRule.knownOnlyIds(),
      hasMail: mailIsSetUp(),
      address: `${originOf(request)}/booking`,
      origins: embeddingOrigins(),
    })
  }
}

/** The newest version of each kind in each language, as `terms en`. */
async function newestTexts() {
  const texts = await Text.query().orderBy('number')
  return new Map(texts.map((text) => [`${text.kind} ${text.locale}`, text]))
}
