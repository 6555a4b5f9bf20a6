import type { HttpContext } from '@adonisjs/core/http'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { recordRead } from '#audit/read_trail'
import Note from '../models/note.js'
import { toldOf } from '../models/told.js'
import { handOut } from '../models/shelf.js'
import { notePage } from '../models/note_page.js'
import { noteValidator, versionValidator } from '../validators/note.js'
import { sealed } from './sealed.js'
import { orRefused } from './refusals.js'

/** A client's notes: envelopes come, envelopes go. */
export default class NotesController {
  async index({ params, member, actor, response }: HttpContext) {
    const client = await Client.findOrFail(params.client_id)
    const notes = await Note.query().where('clientId', client.id).orderBy('createdAt', 'desc')
    const subject = { type: 'client', id: client.id }
    if (notes.length) await recordRead({ action: 'soap.read', by: actor, subject })
    return response.send({ notes: await handOut(notes, member) })
  }

  async show(ctx: HttpContext) {
    const note = await Note.findOrFail(ctx.params.id)
    if (note.noteId) return ctx.response.redirect(`/soap/notes/${note.noteId}`)
    const client = await Client.findOrFail(note.clientId)
    return ctx.view.render('soap::pages/notes/show', await notePage(ctx, client, { note }))
  }

  /** The address of a new note names it from the first moment, so that a reload finds what was typed. */
  async create(ctx: HttpContext) {
    const client = await Client.findOrFail(ctx.params.client_id)
    const { note, appointment } = ctx.request.qs()
    if (note && (await Note.find(note))) return ctx.response.redirect(`/soap/notes/${note}`)
    const found = appointment ? await Appointment.find(appointment) : null
    const page = await notePage(ctx, client, { appointment: found })
    return ctx.view.render('soap::pages/notes/show', page)
  }

  async store(ctx: HttpContext) {
    const { params, request, member, actor, response } = ctx
    const client = await Client.findOrFail(params.client_id)
    const { envelope, appointment, ...sent } = await request.validateUsing(noteValidator)
    const known = await Note.query()
      .where({ id: sent.id, authorId: member.id, clientId: client.id })
      .first()
    if (await known?.has(1, envelope)) return response.status(201).send(toldOf(known!))
    return orRefused(ctx, async () => {
      await Note.mustBeNew(sent.id)
      const type = sent.digest ? 'soap-note' : 'soap-draft'
      const content = await sealed(ctx, envelope, {
        ...{ client: client.id, record: sent.id, version: 1, type },
      })
      const found = appointment ? await Appointment.find(appointment) : null
      const note = await Note.begin({
        ...{ ...sent, client, author: member, sealed: content, by: actor },
        appointmentId: found?.id,
      })
      response.status(201).send(toldOf(note))
    })
  }

  async update(ctx: HttpContext) {
    const { params, request, member, actor, response } = ctx
    const note = await Note.ofAuthor(params.id, member)
    const { envelope, ...next } = await request.validateUsing(versionValidator)
    if (await note.has(next.version, envelope)) return response.send(toldOf(note))
    return orRefused(ctx, async () => {
      note.expect(next.version)
      const content = await sealed(ctx, envelope, {
        ...{ client: note.clientId, record: note.id, version: next.version, type: 'soap-draft' },
      })
      await note.write({ ...next, sealed: content, author: member, by: actor })
      response.send(toldOf(note))
    })
  }

  async destroy(ctx: HttpContext) {
    const { params, member, actor, response } = ctx
    const note = await Note.ofAuthor(params.id, member)
    return orRefused(ctx, async () => {
      await note.discard({ by: actor })
      response.status(204)
    })
  }
}
