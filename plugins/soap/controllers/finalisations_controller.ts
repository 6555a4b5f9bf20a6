import type { HttpContext } from '@adonisjs/core/http'
import Note from '../models/note.js'
import { toldOf } from '../models/told.js'
import { finalisationValidator } from '../validators/note.js'
import { sealed } from './sealed.js'
import { orRefused } from './refusals.js'

/** Its author signs a note. There is no route back. */
export default class FinalisationsController {
  async store(ctx: HttpContext) {
    const { params, request, member, actor, response } = ctx
    const note = await Note.ofAuthor(params.note_id, member)
    const { envelope, ...next } = await request.validateUsing(finalisationValidator)
    return orRefused(ctx, async () => {
      note.expect(next.version)
      const content = await sealed(ctx, envelope, {
        ...{ client: note.clientId, record: note.id, version: next.version, type: 'soap-note' },
      })
      await note.finalise({ ...next, sealed: content, author: member, by: actor })
      response.send(toldOf(note))
    })
  }
}
