import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Settings as Clock } from 'luxon'
import i18nManager from '@adonisjs/i18n/services/main'
import { LOCALES } from '#config/i18n'
import { Flash } from '#clinics/flash'
import { clinicSettings } from '#clinics/settings'
import { idleMinutesOf, secondsLeft, sessionEnd } from '#members/idle_time'
import { findHelper, isOpenTo } from '#members/helper_gate'
import { Visit } from '#members/visit'
import { themeOf } from '#pages/theme'
import { helperIn } from '#models/helper'
import { actingHelper, type Actor } from '#audit/actor'
import type Member from '#models/member'

/** Finds out who asks and in which language, and tells the views. */
export default class VisitorMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    // Whoever has no session is nobody, and to be told so by an exception costs as much as a query.
    if (ctx.sessionRow) await recognise(ctx)
    ctx.actor = actorOf(ctx)
    tellViews(ctx)
    return next()
  }
}

async function recognise(ctx: HttpContext) {
  const isHelper = ctx.session.has('helper')
  const member = isHelper ? await findHelper(ctx.session.get('helper')) : await findMember(ctx)
  if (member && Clock.now() < sessionEnd(ctx.sessionRow!, member)) {
    ctx.member = member
    Visit.begin(member, ctx.sessionRow!)
  }
  // What is over stays over: this very request would count as a sign of life, and the next one get in.
  else if (member || isHelper || ctx.session.has('auth_member')) ctx.session.clear()
}

async function findMember(ctx: HttpContext) {
  const guard = ctx.auth.use('member')
  return (await guard.check()) && isCurrent(ctx, guard.user!) ? guard.user! : null
}

function actorOf({ member, request }: HttpContext): Actor {
  const [helper, address] = [helperIn(member), request.ip()]
  return helper ? actingHelper(helper, address) : { member: member ?? null, address }
}

/** The version changes to end all sessions of a member at once, even one that a slow request writes back. */
function isCurrent({ session }: HttpContext, member: Member) {
  return member.isActive && session.get('version') === member.sessionVersion
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
    helper: helperIn(ctx.member),
    isOpen: (path: string) => isOpenTo(ctx.member, path),
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

/** The member's own choice, then the clinic's for its members, then what the browser asks for, a helper's too. */
function localeOf(ctx: HttpContext) {
  const member = helperIn(ctx.member) ? null : ctx.member
  const chosen = member && (member.locale ?? clinicSettings.read().locale)
  return (
    chosen ??
    ctx.request.language([...LOCALES]) ??
    (ctx.clinic ? clinicSettings.read().locale : 'en')
  )
}
