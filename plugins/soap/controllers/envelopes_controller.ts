import type { HttpContext } from '@adonisjs/core/http'
import { namesOn } from '#clients/display_name'
import { recordRead } from '#audit/read_trail'
import Client from '#models/client'
import { handOut, pageOfNotes } from '../models/shelf.js'

const PAGE = 500
const FIRST = ''

/**
 * Every note, page by page, for a search in the browser: the server is never told what is looked for. Who the
 * clients are comes along, as far as this member is shown names.
 */
export default class EnvelopesController {
  async index({ request, member, actor, response }: HttpContext) {
    const after = String(request.qs().after ?? FIRST)
    const notes = await pageOfNotes(after, PAGE)
    if (after === FIRST) await recordRead({ action: 'soap.searched', by: actor })
    const clients = await Client.query().whereIn('id', [
      ...new Set(notes.map(({ clientId }) => clientId)),
    ])
    const nameOf = namesOn('screen', member)
    return response.send({
      notes: await handOut(notes, member),
      clients: Object.fromEntries(clients.map((client) => [client.id, nameOf(client)])),
      next: notes.length === PAGE ? notes.at(-1)!.id : null,
    })
  }
}
