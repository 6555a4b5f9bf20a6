import type { HttpContext } from '@adonisjs/core/http'
import Member from '#models/member'
import { Ring } from '../models/ring.js'

/** The keys of the clinic's people, and comparing one of them. */
export default class ColleaguesController {
  async index({ view, member }: HttpContext) {
    const ring = await Ring.for(member)
    return view.render('keys::pages/colleagues/index', { colleagues: await ring.colleagues() })
  }

  async show({ view, params, member }: HttpContext) {
    const ring = await Ring.for(member)
    const colleague = ring.colleague(await Member.findOrFail(params.id))
    return view.render('keys::pages/colleagues/show', { colleague })
  }
}
