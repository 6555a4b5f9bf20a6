import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** A link that was used, is too old, or never was. The page says what to do, and not which of the three it is. */
export class LinkOver extends Exception {
  static status = 404
  static code = 'E_LINK_OVER'

  async handle(_: this, { response, view }: HttpContext) {
    response.status(404).send(await view.render('pages/errors/link_over'))
  }
}

/** Answers with the page for a link that leads nowhere any more, the same whatever the reason. @throws LinkOver */
export function linkIsOver(): never {
  throw new LinkOver()
}
