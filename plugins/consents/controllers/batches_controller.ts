import type { HttpContext } from '@adonisjs/core/http'
import logger from '@adonisjs/core/services/logger'
import { namesOn } from '#clients/display_name'
import { refuse } from '#validators/refuse'
import Batch from '../models/batch.js'
import Statement from '../models/statement.js'
import { statistics } from '../models/statistics.js'
import { consentSettings } from '../settings.js'
import { batchValidator } from '../validators/asking.js'
import { originOf } from './origin.js'
import { askable } from './askable.js'

/** Many clients are asked by e-mail at once. */
export default class BatchesController {
  async create({ view }: HttpContext) {
    return view.render('consents::pages/batches/create', {
      statements: await Statement.asked(),
      counts: await statistics(),
      linkDays: consentSettings.read().linkDays,
    })
  }

  async store(ctx: HttpContext) {
    const { request, response, actor, i18n } = ctx
    const { statements } = await request.validateUsing(batchValidator)
    const statementIds = await askable(statements, i18n)
    const [{ total }] = await Batch.candidates(statementIds).count('* as total')
    if (!total) refuse('statements', i18n.t('consents.batches.nobody'))

    const batch = await Batch.begin({ statementIds, origin: originOf(ctx), by: actor })
    // It goes on after this answer; what a crash cuts short the schedule takes up again.
    batch
      .run()
      .catch((err) => logger.error({ err, batch: batch.id }, 'asking many clients stopped'))
    return response.redirect().status(303).toRoute('consents.batches.show', [batch.id])
  }

  async show({ params, view, member }: HttpContext) {
    const batch = await Batch.findOrFail(params.id)
    const progress = await batch.progress()
    const total = Object.values(progress).reduce((sum, count) => sum + count, 0)
    const withoutEmail = batch.isFinished ? await batch.withoutEmail() : []
    return view.render('consents::pages/batches/show', {
      ...{ batch, progress, total, withoutEmail },
      nameOf: namesOn('screen', member),
    })
  }
}
