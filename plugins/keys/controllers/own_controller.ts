import type { HttpContext } from '@adonisjs/core/http'
import { needsKey } from '../models/need.js'
import { Standing } from '../models/standing.js'

/** A member's own key: what is missing, and how it is doing. */
export default class OwnController {
  async show({ view, member }: HttpContext) {
    return view.render('keys::pages/own/show', {
      standing: await Standing.of(member),
      isAsked: needsKey(member),
    })
  }
}
