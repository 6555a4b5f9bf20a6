import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Lets only signed-in members pass, and remembers where the others wanted to go. */
export default class MemberMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (ctx.member) return next()
    const wanted = ctx.request.method() === 'GET' ? ctx.request.url(true) : '/'
    return ctx.response.redirect().withQs({ next: wanted }).toPath('/sign-in')
  }
}
