import type { HttpContext } from '@adonisjs/core/http'
import { rowsFor } from '../models/circle_rows.js'
import { CircleRefused } from '../models/refused.js'

/**
 * Answers a browser with these circles as they are now, with the wraps that this member's keys open; or says why nothing of
 * it is taken.
 *
 * @param work that gives their ids
 */
export async function answerWith({ response, member }: HttpContext, work: () => Promise<string[]>) {
  try {
    return response.created({ circles: await rowsFor(member, await work()) })
  } catch (error) {
    if (!(error instanceof CircleRefused)) throw error
    return response.status(error.status).send({ error: error.word })
  }
}
