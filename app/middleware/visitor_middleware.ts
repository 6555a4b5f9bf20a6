import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Settings as Clock } from 'luxon'
import i18nManager from '@adonisjs/i18n/services/main'
import { LOCALES } from '#config/i18n'
import { Flash } from '#clinics/flash'
import { clinicSettings } from '#clinics/settings'
import { idleMinutesOf, secondsLeft, sessionEnd } from '#members/idle_time'
import { Visit } from '#members/visit'
import { themeOf } from '#pages/theme'
import type Member from '#models/member'

/** Finds out who asks and in which language, and tells the views. */
export default class VisitorMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    // Whoever has no session is nobody, and to be told so by an exception costs as much as a query.
    if (ctx.sessionRow && (await ctx.auth.use('member').check())) {
      const member = ctx.auth.use('member').user!
      if (isSignedIn(ctx, member)) {
        ctx.member = member
        Visit.begin(member, ctx.sessionRow!)
      }
      // What is over stays over: this very request would count as a sign of life, and the next one get in.
      else ctx.session.clear()
    }
    ctx.actor = { member: ctx.member ?? null, address: ctx.request.ip() }
    tellViews(ctx)
    return next()
  }
}

/** The version changes to end all sessions of a member at once, even one that a slow request writes back. */
function isSignedIn({ session, sessionRow }: HttpContext, member: Member) {
  const isCurrent = session.get('version') === member.sessionVersion
  return member.isActive && isCurrent && Clock.now() < sessionEnd(sessionRow!, member)
}

/** What every page may ask for. Also called for a request that failed before its visitor was known. */
export function tellViews(ctx: HttpContext) {
  ctx.i18n = i18nManager.locale(localeOf(ctx))
  if (ctx.session) ctx.session.flashMessages = new Flash(ctx)
  ctx.view.share({
    i18n: ctx.i18n,
    clinic: ctx.clinic,
    clinicSettings: ctx.clinic && clinicSettings.read(),
    member: ctx.member,
    can: (permission: string) => Boolean(ctx.member?.can(permission)),
    request: ctx.request,
    flashMessages: ctx.session?.flashMessages,
    theme: themeOf(ctx.request),
    sessionSeconds: () => secondsOfPage(ctx),
  })
}

/** How long the session lasts from this page on: to ask for a page is a sign of life, which the row learns after the answer. */
function secondsOfPage({ sessionRow, member }: HttpContext) {
  // Without a row the session begins with this answer.
  if (!sessionRow) return idleMinutesOf(member) * 60
  return secondsLeft({ ...sessionRow, seen_at: Clock.now() }, member)
}

/** The member's own choice, then the clinic's for its members, then what the browser asks for. */
function localeOf(ctx: HttpContext) {
  const chosen = ctx.member && (ctx.member.locale ?? clinicSettings.read().locale)
  return (
    chosen ??
    ctx.request.language([...LOCALES]) ??
    (ctx.clinic ? clinicSettings.read().locale : 'en')
  )
}
