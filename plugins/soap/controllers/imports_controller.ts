import type { HttpContext } from '@adonisjs/core/http'
import { namesOn } from '#clients/display_name'
import { clinicClient } from '#clinics/database'
import { scriptData } from '../models/script_data.js'

/** Old notes from a file, which never leaves the browser: what comes is envelopes, one by one. */
export default class ImportsController {
  async create({ view, i18n, member }: HttpContext) {
    return view.render('soap::pages/imports/create', { data: await scriptData(i18n, member) })
  }

  /** Whom a row can be about, so that the browser finds the client without sending the row. */
  async index({ member, response }: HttpContext) {
    const rows = await clinicClient()
      .from('clients')
      .select('id', 'number', 'first_name', 'last_name', 'birth_date')
      .orderBy('number')
    const nameOf = namesOn('screen', member)
    return response.send({
      clients: rows.map((row) => ({
        id: row.id,
        number: row.number,
        name: nameOf(row),
        born: row.birth_date,
      })),
    })
  }
}
