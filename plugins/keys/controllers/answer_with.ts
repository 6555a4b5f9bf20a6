import type { HttpContext } from '@adonisjs/core/http'
import type Circle from '../models/circle.js'
import Key from '../models/key.js'
import { CircleRefused } from '../models/refused.js'

/** Answers a browser with the circle as it is now, with the wraps of this member; or says why it is not taken. */
export async function answerWith({ response, member }: HttpContext, work: () => Promise<Circle>) {
  try {
    const circle = await work()
    const own = Key.query().select('id').where('memberId', member.id).whereNull('retiredAt')
    await circle.load('lists')
    await circle.load('wraps', (wraps) => wraps.whereIn('keyId', own))
    return response.created({ circle: circle.row })
  } catch (error) {
    if (!(error instanceof CircleRefused)) throw error
    return response.status(error.status).send({ error: error.word })
  }
}
