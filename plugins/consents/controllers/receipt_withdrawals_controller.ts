import type { HttpContext } from '@adonisjs/core/http'
import Receipt from '../models/receipt.js'

/** A client takes a consent back, with the link in the receipt and nothing else. */
export default class ReceiptWithdrawalsController {
  async store({ params, request, response, actor }: HttpContext) {
    const receipt = await Receipt.findByTokenOrFail(params.token)
    const answer = await receipt.answers().where('id', params.answer_id).firstOrFail()
    await answer.withdraw({
      method: 'receipt',
      by: { member: null, address: actor.address },
      userAgent: request.header('user-agent'),
    })
    const qs = { locale: request.input('locale'), done: '' }
    return response
      .redirect()
      .status(303)
      .withQs(qs)
      .toRoute('consents.receipts.show', [params.token])
  }
}
