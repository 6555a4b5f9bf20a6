import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { ABSOLUTE_DAYS } from '#clinics/session_store'
import { cookie, cookieName } from '#config/session'

/**
 * Sends the session's cookie only when there is something new to send: a stranger who looks at a page
 * gets none, and a slow request cannot bring an old one back. A member's cookie outlives the browser,
 * because how long one stays signed in is the member's own choice, which the server keeps.
 */
export default class SessionCookieMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await next()
    if (!ctx.session) return
    const { session, response, member } = ctx
    const others = [response.getHeader('set-cookie') ?? []]
      .flat()
      .filter((line) => !String(line).startsWith(`${cookieName}=`))
    response.removeHeader('set-cookie')
    for (const line of others) response.append('set-cookie', String(line))

    if (session.isEmpty) {
      if (!session.fresh) response.clearCookie(cookieName, cookie)
    } else if (session.fresh || session.hasRegeneratedSession) {
      const maxAge = member ? ABSOLUTE_DAYS * 86_400 : undefined
      response.cookie(cookieName, session.sessionId, { ...cookie, maxAge })
    }
  }
}
