import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { readingDemand } from '#clients/entry'
import { Doorway } from '#members/doorway'
import { letThrough } from '#members/helper_gate'
import { helperIn } from '#models/helper'

/** Where a second factor is set up and a password is changed, and what the pages there need. */
const OPEN_TO_DEBTORS = /^(security|identity|session_time|theme)\./

/**
 * Lets only signed-in members pass, and remembers where the others wanted to go. Who owes a second factor
 * or a longer password that the clinic demands gets to the page where that is done, and no further; a helper
 * only where the pass opens the route.
 */
export default class MemberMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.member) {
      const wanted = ctx.request.method() === 'GET' ? ctx.request.url(true) : '/'
      return ctx.response.redirect().withQs({ next: wanted }).toPath('/sign-in')
    }
    const helper = helperIn(ctx.member)
    if (helper) return letThrough(helper, ctx, next)
    const isOpen = OPEN_TO_DEBTORS.test(ctx.route?.name ?? '')
    const detour = isOpen ? null : await new Doorway(ctx).detour()
    if (detour) return ctx.response.redirect().status(303).toRoute(detour)
    // From here on no client is looked at without a reason, which the client middleware finds or asks for.
    if (readingDemand(ctx.member)) ctx.actor = { ...ctx.actor, why: new Map() }
    return next()
  }
}
