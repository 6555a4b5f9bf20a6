import type { HttpContext } from '@adonisjs/core/http'
import { recordRead } from '#audit/read_trail'
import { detailsOn, strictestNamesOn } from '#clients/display_name'
import Client from '#models/client'
import Answer from '../models/answer.js'
import { render } from '../models/markdown.js'

/** It is read on the screen before it is printed. */
const SEEN_ON = ['screen', 'print'] as const

/** The evidence of one answer, to read and to print. */
export default class AnswersController {
  async show({ params, view, actor, member }: HttpContext) {
    const answer = await Answer.findOrFail(params.id)
    const client = await Client.findOrFail(answer.clientId)
    const subject = { type: 'client', id: client.id }
    await recordRead({ action: 'consent.read', by: actor, subject, details: { answer: answer.id } })
    return view.render('consents::pages/answers/show', {
      ...{ answer, client, render },
      name: strictestNamesOn(SEEN_ON, member)(client),
      ...detailsOn(SEEN_ON, member),
    })
  }
}
