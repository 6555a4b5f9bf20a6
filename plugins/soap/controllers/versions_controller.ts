import type { HttpContext } from '@adonisjs/core/http'
import { circlesReadBy } from '../../keys/api.js'
import type Envelope from '../models/envelope.js'
import Note from '../models/note.js'
import { envelopeValidator } from '../validators/note.js'
import { orRefused } from './refusals.js'
import { sealed } from './sealed.js'

/** What a note said before, one version for each sitting; and any of its versions sealed anew for other readers. */
export default class VersionsController {
  async index({ params, member, actor, response }: HttpContext) {
    const note = await Note.findOrFail(params.note_id)
    await note.readBy(actor)
    const envelopes = await note
      .related('envelopes')
      .query()
      .whereIn('circle', circlesReadBy(member))
      .orderBy('version', 'desc')
    return response.send({ versions: envelopes.map(toldOf) })
  }

  async update(ctx: HttpContext) {
    const { params, request, member, actor, response } = ctx
    const note = await Note.addressedBy(params.note_id, member)
    const kept = await note
      .related('envelopes')
      .query()
      .where('version', params.version)
      .firstOrFail()
    const { envelope } = await request.validateUsing(envelopeValidator)
    return orRefused(ctx, async () => {
      const { version, type } = kept
      const content = await sealed(ctx, envelope, {
        ...{ client: note.clientId, record: note.id, version, type },
      })
      await note.readdress(kept, content, { by: actor })
      response.status(204)
    })
  }
}

function toldOf({ version, type, circle, envelope, memberName, createdAt }: Envelope) {
  return { version, type, circle, envelope, author: memberName, at: createdAt.toISO() }
}
