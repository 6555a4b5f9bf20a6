import type { HttpContext } from '@adonisjs/core/http'
import { EnvelopeRefused, FileUpload } from '../../keys/api.js'
import { Discarded, Exposed, Final, Stale } from '../models/stale.js'

/**
 * Answers in JSON where something is not taken. 409 `stale` with the version that is there, when another tab was faster:
 * nothing is overwritten, and the browser asks what to do. 409 `circle` when its readers changed: the browser seals it
 * anew. The other reasons have a sentence.
 */
export async function orRefused({ response, i18n }: HttpContext, work: () => Promise<unknown>) {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Stale)
      return response.status(409).send({ error: 'stale', version: error.version })
    if (error instanceof Final) return response.status(409).send({ error: 'final' })
    if (error instanceof Exposed) return response.status(409).send({ error: 'exposed' })
    if (error instanceof Discarded) return response.status(404).send({ error: 'discarded' })
    if (error instanceof FileUpload.Refused) return response.status(error.status).send('')
    if (!(error instanceof EnvelopeRefused)) throw error
    const reason = error.why === 'stale' ? 'circle' : error.why
    return response.status(error.status).send({ error: reason, sentence: i18n.t(error.word) })
  }
}
