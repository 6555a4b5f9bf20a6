import { errors, type HttpContext } from '@adonisjs/core/http'
import { refuse } from '#validators/refuse'
import { compose } from '../models/document.js'
import { renderDraft } from '../models/markdown.js'
import Statement from '../models/statement.js'
import type Version from '../models/version.js'
import { controllerOfData } from '../settings.js'
import { publicationValidator } from '../validators/statement.js'

export default class PublicationsController {
  async create({ params, view }: HttpContext) {
    const { statement, draft } = await draftOf(params.statement_id)
    const documents = draft.texts.map(({ locale, fields }) => ({
      locale,
      text: compose(locale, fields, controllerOfData()),
    }))
    return view.render('consents::pages/publications/create', {
      ...{ statement, documents, render: renderDraft },
      hasGaps: hasGaps(draft),
    })
  }

  async store({ params, request, response, session, actor, i18n }: HttpContext) {
    const { statement, draft } = await draftOf(params.statement_id)
    const { change } = await request.validateUsing(publicationValidator)
    if (hasGaps(draft)) refuse('change', i18n.t('consents.publications.gaps'))
    await statement.publish({
      asksAgain: change === 'asks_again',
      controller: controllerOfData(),
      by: actor,
    })
    session.flash('notice', i18n.t('consents.publications.done'))
    return response.redirect().status(303).toRoute('consents.statements.show', [statement.id])
  }
}

async function draftOf(statementId: string) {
  const statement = await Statement.findOrFail(statementId)
  const draft = await statement.draft()
  if (!draft) throw new errors.E_ROUTE_NOT_FOUND(['GET', 'a draft'])
  return { statement, draft }
}

function hasGaps(draft: Version) {
  return draft.texts.some((text) => text.hasGaps)
}
