import type { HttpContext } from '@adonisjs/core/http'
import { Mask } from '../models/mask.js'

/** The eye: names are hidden, or shown again, on the page that it was clicked on and on all others. */
export default class MasksController {
  store({ member, response }: HttpContext) {
    Mask.of(member).putOn()
    return response.redirect().status(303).back('/')
  }

  destroy({ member, response }: HttpContext) {
    Mask.of(member).takeOff()
    return response.redirect().status(303).back('/')
  }
}
