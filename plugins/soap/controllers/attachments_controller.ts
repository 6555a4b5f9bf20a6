import type { HttpContext } from '@adonisjs/core/http'
import { FileUpload, mayRead } from '../../keys/api.js'
import Attachment from '../models/attachment.js'
import Note from '../models/note.js'
import { StoredFile } from '../models/stored_file.js'
import { attachmentValidator, envelopeValidator } from '../validators/note.js'
import { orRefused } from './refusals.js'

/** Files beside a note, as age files: what they are called is inside the note, and what opens them in an envelope before each. */
export default class AttachmentsController {
  async show({ params, member, actor, response }: HttpContext) {
    const note = await Note.findOrFail(params.note_id)
    const attachment = await fileBeside(note, params.id)
    if (!(await mayRead(member, attachment.circle))) return response.status(404).send('')
    await note.readBy(actor)
    const file = await attachment.read()
    if (!file) return response.status(410).send('')
    response.type('application/octet-stream').header('Content-Length', String(file.size))
    return response.stream(file.content)
  }

  async store(ctx: HttpContext) {
    const { params, request, member, actor, response } = ctx
    const note = await Note.ofAuthor(params.note_id, member)
    const { id } = await attachmentValidator.validate(request.qs())
    if (note.isFinal || (await Attachment.find(id))) return response.status(409).send('')
    const upload = new FileUpload(request.request)
    return orRefused(ctx, async () => {
      const sent = { envelope: await upload.envelope(), by: actor }
      await Attachment.check(note, id, sent)
      const file = await StoredFile.take(upload)
      await file.orRemoved(() => note.attach({ id, file, ...sent }))
      response.status(201).send('')
    }).finally(() => upload.ignore())
  }

  /** For other readers: the file stays as it is. */
  async update(ctx: HttpContext) {
    const { params, request, member, actor, response } = ctx
    const note = await Note.addressedBy(params.note_id, member)
    const attachment = await fileBeside(note, params.id)
    const { envelope } = await request.validateUsing(envelopeValidator)
    return orRefused(ctx, async () => {
      await attachment.readdress(note, { envelope, by: actor })
      response.status(204)
    })
  }

  async destroy({ params, member, response }: HttpContext) {
    const note = await Note.ofAuthor(params.note_id, member)
    const attachment = await fileBeside(note, params.id)
    if (note.isFinal) return response.status(409).send('')
    await attachment.destroy()
    return response.status(204)
  }
}

function fileBeside({ id: noteId }: Note, id: string) {
  return Attachment.query().where({ id, noteId }).firstOrFail()
}
