import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Doorway } from '#members/doorway'

/** Where a second factor is set up, and what the pages there need. */
const OPEN_WITHOUT_FACTOR = /^(security|identity|session_time|theme)\./

/**
 * Lets only signed-in members pass, and remembers where the others wanted to go. Who owes a second factor
 * that the clinic demands gets to the page where it is set up, and no further.
 */
export default class MemberMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.member) {
      const wanted = ctx.request.method() === 'GET' ? ctx.request.url(true) : '/'
      return ctx.response.redirect().withQs({ next: wanted }).toPath('/sign-in')
    }
    const isOpen = OPEN_WITHOUT_FACTOR.test(ctx.route?.name ?? '')
    if (!isOpen && (await new Doorway(ctx).owesFactor()))
      return ctx.response.redirect().status(303).toRoute('security.show')
    return next()
  }
}
