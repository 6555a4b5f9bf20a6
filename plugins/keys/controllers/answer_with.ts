import type { HttpContext } from '@adonisjs/core/http'
import type Circle from '../models/circle.js'
import Key from '../models/key.js'
import { CircleRefused } from '../models/refused.js'

/**
 * Answers a browser with the circles as they are now, with the wraps of this member and of whoever signed; or says why
 * nothing of it is taken.
 */
export async function answerWith({ response, member }: HttpContext, work: () => Promise<Circle[]>) {
  try {
    const circles = await work()
    const own = await Key.query().where('memberId', member.id).whereNull('retiredAt')
    for (const circle of circles) {
      await circle.load('lists')
      await circle.load('exposures')
      const signer = circle.lists.at(-1)!.signedBy
      const keys = [...own.map(({ id }) => id), signer]
      await circle.load('wraps', (wraps) => wraps.whereIn('keyId', keys))
    }
    return response.created({ circles: circles.map(({ row }) => row) })
  } catch (error) {
    if (!(error instanceof CircleRefused)) throw error
    return response.status(error.status).send({ error: error.word })
  }
}
