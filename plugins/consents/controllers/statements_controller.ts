import type { HttpContext } from '@adonisjs/core/http'
import { clinicSettings } from '#clinics/settings'
import { LOCALES } from '#config/i18n'
import { compose } from '../models/document.js'
import { renderDraft } from '../models/markdown.js'
import { STATES } from '../models/standing.js'
import { isPurpose } from '../models/starter_set.js'
import Statement from '../models/statement.js'
import { statistics } from '../models/statistics.js'
import { controllerOfData } from '../settings.js'
import { statementValidator, textValidator } from '../validators/statement.js'

export default class StatementsController {
  async index({ view, i18n }: HttpContext) {
    const statements = await Statement.query()
      .preload('versions', (versions) => versions.preload('texts'))
      .orderBy('position')
      .orderBy('id')
    return view.render('consents::pages/statements/index', {
      statements,
      counts: await statistics(),
      states: STATES,
      locales: [i18n.locale, clinicSettings.read().locale],
    })
  }

  create({ view }: HttpContext) {
    return view.render('consents::pages/statements/create', { locales: LOCALES })
  }

  async store({ request, response, actor }: HttpContext) {
    const { locale, required, ...fields } = await request.validateUsing(statementValidator)
    const wording = { [locale]: fields }
    const statement = await Statement.begin({ wording, required, by: actor })
    return response.redirect().status(303).toRoute('consents.statements.show', [statement.id])
  }

  async show({ params, request, view, i18n }: HttpContext) {
    const statement = await Statement.query()
      .where('id', params.id)
      .preload('versions', (versions) => versions.preload('texts').preload('publisher'))
      .firstOrFail()
    const counts = await statistics()
    const [newest] = statement.versions
    const text = newest.in([request.input('locale'), i18n.locale, clinicSettings.read().locale])
    return view.render('consents::pages/statements/show', {
      ...{ statement, newest, text, render: renderDraft, states: STATES },
      document: text.document ?? compose(text.locale, text.fields, controllerOfData()),
      counts: counts.get(statement.id),
      hint: isPurpose(statement.key) && i18n.t(`consents.starter_hints.${statement.key}`),
    })
  }

  async edit({ params, request, view, i18n }: HttpContext) {
    const statement = await Statement.findOrFail(params.id)
    const newest = (await statement.newest())!
    const wanted = request.input('locale') ?? newest.in([i18n.locale]).locale
    const locale = LOCALES.find((each) => each === wanted) ?? i18n.locale
    return view.render('consents::pages/statements/edit', {
      ...{ statement, newest, locale, locales: LOCALES },
      text: newest.texts.find((text) => text.locale === locale),
      written: newest.texts.map((text) => text.locale),
    })
  }

  async update({ params, request, response, session, actor, i18n }: HttpContext) {
    const statement = await Statement.findOrFail(params.id)
    const { locale, ...fields } = await request.validateUsing(textValidator)
    await statement.write({ locale, fields, by: actor })
    session.flash('notice', i18n.t('consents.statements.saved'))
    return response
      .redirect()
      .status(303)
      .withQs({ locale })
      .toRoute('consents.statements.show', [statement.id])
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const statement = await Statement.findOrFail(params.id)
    await statement.remove({ by: actor })
    session.flash('notice', i18n.t('consents.statements.removed'))
    return response.redirect().status(303).toRoute('consents.statements.index')
  }
}
