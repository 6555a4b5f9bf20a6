import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/**
 * Somebody follows a link of an older mail: something was done with it, or the appointment is over. They had it, so they
 * may learn that it was one; not what became of it.
 */
export class EndedLink extends Exception {
  static status = 410

  constructor(private why: 'used' | 'over') {
    super()
  }

  async handle(_: unknown, { response, view }: HttpContext) {
    response
      .status(410)
      .send(await view.render('booking::pages/appointments/ended', { why: this.why }))
  }
}
