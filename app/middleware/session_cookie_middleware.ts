import { type HttpContext, HttpRequest, HttpResponse } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { ABSOLUTE_DAYS } from '#clinics/session_times'
import { cookie, cookieName } from '#config/session'
import { helperIn } from '#models/helper'

/** More than there are people signed in at a time; the oldest is forgotten first. */
const MOST_KNOWN = 1000

/** Cookies whose signature was right, with what they say: the same one comes with every request. */
const known = new Map<string, unknown>()

/**
 * Sends the session's cookie only when there is something new to send: a stranger who looks at a page
 * gets none, and a slow request cannot bring an old one back. A member's cookie outlives the browser,
 * because how long one stays signed in is the member's own choice, which the server keeps.
 */
export default class SessionCookieMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { request, response } = ctx
    request.cookie = (name, otherwise) =>
      name === cookieName
        ? sessionIn(request, otherwise)
        : HttpRequest.prototype.cookie.call(request, name, otherwise)
    // The session signs its cookie and sends it with every answer; signing costs as much as a query.
    response.cookie = (name, ...rest) =>
      name === cookieName ? response : HttpResponse.prototype.cookie.call(response, name, ...rest)
    await next()
    response.cookie = HttpResponse.prototype.cookie

    if (!ctx.session) return
    const { session, member } = ctx
    if (session.isEmpty) {
      if (!session.fresh) response.clearCookie(cookieName, cookie)
    } else if (session.fresh || session.hasRegeneratedSession) {
      const maxAge = member && !helperIn(member) ? ABSOLUTE_DAYS * 86_400 : undefined
      response.cookie(cookieName, session.sessionId, { ...cookie, maxAge })
    }
  }
}

/** To check a signature costs as much as a query; what is known was checked before, to the last letter. */
function sessionIn(request: HttpRequest, otherwise: unknown) {
  const sent: unknown = request.cookiesList()[cookieName]
  if (typeof sent === 'string' && known.has(sent)) return known.get(sent)
  const id = HttpRequest.prototype.cookie.call(request, cookieName)
  if (typeof sent !== 'string' || !id) return otherwise
  if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!)
  known.set(sent, id)
  return id
}
