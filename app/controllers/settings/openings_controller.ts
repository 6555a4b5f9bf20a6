import type { HttpContext } from '@adonisjs/core/http'
import { emergencyList } from '#clients/emergency_list'

/** Settings → Security overview → Opened in an emergency: who opened whose page why, and what an owner made of it. */
export default class OpeningsController {
  async index({ view, member }: HttpContext) {
    return view.render('pages/settings/openings', await emergencyList(member))
  }
}
