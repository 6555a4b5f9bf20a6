import type { HttpContext } from '@adonisjs/core/http'
import { locationsAndRooms } from '#calendar/locations'

/** Settings → Places: locations and rooms on one page. */
export default class PlacesController {
  async index({ view }: HttpContext) {
    return view.render('pages/places/index', await locationsAndRooms())
  }
}
