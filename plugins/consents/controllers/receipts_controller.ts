import type { HttpContext } from '@adonisjs/core/http'
import { render } from '../models/markdown.js'
import Receipt from '../models/receipt.js'
import { speak } from './speaking.js'

/** What a client has answered, behind the link in the receipt. */
export default class ReceiptsController {
  async show(ctx: HttpContext) {
    const receipt = await Receipt.findByTokenOrFail(ctx.params.token)
    speak(ctx, receipt.locale)
    return ctx.view.render('consents::pages/receipts/show', {
      answers: await receipt.answers(),
      token: ctx.params.token,
      render,
      isDone: ctx.request.input('done') !== undefined,
    })
  }
}
