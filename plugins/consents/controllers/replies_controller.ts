import type { HttpContext } from '@adonisjs/core/http'
import { refuse } from '#validators/refuse'
import { render } from '../models/markdown.js'
import Request from '../models/request.js'
import { Said } from '../models/said.js'
import { replyValidator } from '../validators/reply.js'
import { speak } from './speaking.js'

/**
 * The page on which a client answers. Nobody is signed in: whoever has the link may answer, once. Looking at it
 * does not use it up, because mail filters follow links too.
 */
export default class RepliesController {
  async create(ctx: HttpContext) {
    const asked = await Request.findByTokenOrFail(ctx.params.token)
    speak(ctx, asked.locale)
    const { token } = ctx.params
    const questions = asked.isOpen ? await asked.questions(ctx.i18n.locale) : []
    if (!questions.length) {
      const reason = asked.isOpen ? 'revoked' : asked.state
      ctx.response.status(410)
      return ctx.view.render('consents::pages/replies/over', { reason, token })
    }
    await asked.open()
    const said = new Said(questions, ctx.request.all())
    return ctx.view.render('consents::pages/replies/create', {
      ...{ asked, questions, token, render, said },
    })
  }

  async store(ctx: HttpContext) {
    const { params, request, response, i18n, actor } = ctx
    const asked = await Request.findByTokenOrFail(params.token)
    speak(ctx, asked.locale)
    const validator = replyValidator(await asked.questions(i18n.locale))
    const outcome = await asked.answer({
      ...(await request.validateUsing(validator)),
      by: { member: null, address: actor.address },
      userAgent: request.header('user-agent'),
    })
    if (outcome === 'changed') refuse('form', i18n.t('consents.replies.changed'))
    const page = outcome === 'answered' ? 'consents.thanks.show' : 'consents.replies.create'
    return response
      .redirect()
      .status(303)
      .withQs({ locale: i18n.locale })
      .toRoute(page, [params.token])
  }
}
