import type { HttpContext } from '@adonisjs/core/http'
import { health } from '../models/health.js'

/** How all keys of the clinic are doing. */
export default class HealthController {
  async index({ view }: HttpContext) {
    return view.render('keys::pages/health/index', await health())
  }
}
