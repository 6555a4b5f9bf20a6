import type { HttpContext } from '@adonisjs/core/http'
import { circlesReadBy } from '../../keys/api.js'
import Attachment from '../models/attachment.js'
import Note from '../models/note.js'
import { handOut } from '../models/shelf.js'

/** A note with its addenda, and with what opens the files beside it, as envelopes. */
export default class ContentsController {
  async show({ params, member, actor, response }: HttpContext) {
    const note = await Note.findOrFail(params.note_id)
    const addenda = await Note.query().where('noteId', note.id).orderBy('createdAt')
    const [own, ...added] = await handOut([note, ...addenda], member)
    const attachments = await Attachment.query()
      .where('noteId', note.id)
      .whereIn('circle', circlesReadBy(member))
      .orderBy('id')
    await note.readBy(actor)
    return response.send({
      note: own,
      addenda: added,
      attachments: attachments.map(({ id, envelope }) => ({ id, envelope })),
    })
  }
}
