import { errors } from '@adonisjs/core/http'
import type { HttpContext } from '@adonisjs/core/http'
import { EnvelopeRefused, mayRead } from '../../keys/api.js'
import Envelope from '../models/envelope.js'
import Note from '../models/note.js'
import { envelopeValidator } from '../validators/note.js'
import { orRefused } from './refusals.js'
import { sealed } from './sealed.js'

const PAGE = 100

/**
 * After a record key was renewed: what still lies under an older one, and the same sealed anew. Any reader can do it,
 * because the signature inside stays its author's.
 */
export default class ResealsController {
  async index({ params, request, member, response }: HttpContext) {
    const circle = params.circle_id
    if (!(await mayRead(member, circle))) throw new errors.E_ROUTE_NOT_FOUND(['GET', request.url()])
    const envelopes = await Envelope.query()
      .preload('note')
      .where('circle', circle)
      .where('circleVersion', '<', Number(request.qs().version) || 0)
      .orderBy('id')
      .limit(PAGE)
    return response.send({ envelopes: envelopes.map(toldOf) })
  }

  async update(ctx: HttpContext) {
    const { params, request, actor, response } = ctx
    const kept = await Envelope.findOrFail(params.id)
    const note = await Note.findOrFail(kept.noteId)
    const { envelope } = await request.validateUsing(envelopeValidator)
    return orRefused(ctx, async () => {
      const { type, version, noteId: record } = kept
      const content = await sealed(ctx, envelope, { type, version, record, client: note.clientId })
      if (content.circle !== kept.circle) throw new EnvelopeRefused('another_record')
      await note.renew(kept, content, { by: actor })
      response.status(204)
    })
  }
}

function toldOf({ id, noteId, type, version, envelope, note }: Envelope) {
  return { id, envelope, about: { type, record: noteId, version, client: note.clientId } }
}
