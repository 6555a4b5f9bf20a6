import type { HttpContext } from '@adonisjs/core/http'
import logger from '@adonisjs/core/services/logger'
import { namesOn } from '#clients/display_name'
import { refuse } from '#validators/refuse'
import Batch from '../models/batch.js'
import { Crowd } from '../models/crowd.js'
import Statement from '../models/statement.js'
import { consentSettings } from '../settings.js'
import { batchValidator } from '../validators/asking.js'
import { originOf } from './origin.js'
import { askable } from './askable.js'

/** Many clients are asked by e-mail at once. */
export default class BatchesController {
  async create({ request, view, member }: HttpContext) {
    const crowd = new Crowd(request.all(), member)
    const statements = await Statement.asked()
    return view.render('consents::pages/batches/create', {
      ...{ crowd, statements },
      count: await crowd.count(),
      owing: await crowd.owingEach(statements),
      linkDays: consentSettings.read().linkDays,
    })
  }

  async store(ctx: HttpContext) {
    const { request, response, actor, member, i18n } = ctx
    const { statements } = await request.validateUsing(batchValidator)
    const statementIds = await askable(statements, i18n)
    const crowd = new Crowd(request.all(), member)
    if (!(await crowd.owing(statementIds))) refuse('statements', i18n.t('consents.batches.nobody'))

    const among = () => crowd.clients()
    const batch = await Batch.begin({ statementIds, among, origin: originOf(ctx), by: actor })
    goOn(batch)
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

/** The batch goes on after the answer; what a stop of the server cuts short the schedule takes up again. */
function goOn(batch: Batch) {
  batch.run().catch((err) => logger.error({ err, batch: batch.id }, 'asking many clients stopped'))
}
