import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { mayRead } from '../../keys/api.js'
import Attachment from '../models/attachment.js'
import Note from '../models/note.js'
import { Upload } from '../models/upload.js'
import { attachmentValidator } from '../validators/note.js'

/** Files beside a note, as age files: what they are called, and what opens them, is inside the note. */
export default class AttachmentsController {
  async show({ params, member, actor, response }: HttpContext) {
    const note = await Note.findOrFail(params.note_id)
    const attachment = await Attachment.query()
      .where({ id: params.id, noteId: note.id })
      .firstOrFail()
    if (!(await mayRead(member, note.circle))) return response.status(404).send('')
    await note.readBy(actor)
    response.type('application/octet-stream').header('Content-Length', String(attachment.size))
    return response.stream(attachment.read())
  }

  async store({ params, request, member, actor, response }: HttpContext) {
    const note = await Note.ofAuthor(params.note_id, member)
    const { id } = await attachmentValidator.validate(request.qs())
    if (note.isFinal || (await Attachment.find(id))) return response.status(409).send('')
    await Attachment.openFolder()
    const path = Attachment.pathOf(id)
    const upload = new Upload(request.request)
    try {
      const size = await upload.into(createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      await Attachment.keep(note, { id, size, by: actor })
    } catch (error) {
      await rm(path, { force: true })
      if (error instanceof Upload.Refused) return response.status(error.status).send('')
      throw error
    }
    return response.status(201).send('')
  }

  async destroy({ params, member, response }: HttpContext) {
    const note = await Note.ofAuthor(params.note_id, member)
    const attachment = await Attachment.query()
      .where({ id: params.id, noteId: note.id })
      .firstOrFail()
    if (note.isFinal) return response.status(409).send('')
    await attachment.destroy()
    return response.status(204)
  }
}
