import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { mayRead } from '../../keys/api.js'
import Note from '../models/note.js'
import { toldOf } from '../models/told.js'
import { addendumValidator } from '../validators/note.js'
import { orRefused } from './refusals.js'
import { sealed } from './sealed.js'

/** What a reader adds to a final note. */
export default class AddendaController {
  async store(ctx: HttpContext) {
    const { params, request, member, actor, response } = ctx
    const note = await Note.query().where('id', params.note_id).whereNull('noteId').firstOrFail()
    const { envelope, id, digest } = await request.validateUsing(addendumValidator)
    const mayAdd = note.isFinal && (await mayRead(member, note.circle))
    if (!mayAdd) return response.status(409).send({ error: 'not_final' })
    return orRefused(ctx, async () => {
      await Note.mustBeNew(id)
      const content = await sealed(ctx, envelope, {
        ...{ client: note.clientId, record: id, version: 1, type: 'soap-addendum' },
      })
      const sitting = randomUUID()
      const by = { id, digest, sitting, sealed: content, author: member, by: actor }
      response.status(201).send(toldOf(await note.add(by)))
    })
  }
}
