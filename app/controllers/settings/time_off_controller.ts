import type { HttpContext } from '@adonisjs/core/http'
import { awayMoments, awayOf } from '#calendar/hours/away'
import { today } from '#clients/age'
import { clinicSettings } from '#clinics/settings'
import type Member from '#models/member'
import RemovedTimeOff from '#models/removed_time_off'
import TimeOff, { TIME_OFF_KINDS } from '#models/time_off'
import { hoursChanged } from '#policies/hours_policy'
import { removalValidator, timeOffValidator } from '#validators/hours'
import { refuse } from '#validators/refuse'

/** What somebody has seen who knows that it is not there any more. */
const REMOVED = 'removed'

/** Vacation, sickness, courses: time in which a member cannot be booked. */
export default class TimeOffController {
  async create({ params, view, member }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    const away = { startDate: today(), endDate: null, startTime: null, endTime: null }
    return view.render('pages/hours/time_off/create', { person, away, kinds: TIME_OFF_KINDS })
  }

  async store(ctx: HttpContext) {
    const person = await hoursChanged(ctx.member, ctx.params.id)
    const { values } = await received(ctx)
    const timeOff = await TimeOff.take(person, values, { by: ctx.actor })
    return done(ctx, person, timeOff)
  }

  /** Shown again after a colleague has removed it, it lets it be entered anew. */
  async edit(ctx: HttpContext) {
    const { params, request, view, member } = ctx
    const person = await hoursChanged(member, params.id)
    const timeOff = await ownTimeOff(person, params.timeOffId)
    if (!timeOff && request.method() === 'GET') return removed(ctx, person)
    const { timeZone } = clinicSettings.read()
    return view.render('pages/hours/time_off/edit', {
      ...{ person, timeOff, id: params.timeOffId },
      seen: timeOff?.digest ?? REMOVED,
      away: timeOff ? awayOf(timeOff.startsAt, timeOff.endsAt, timeZone) : {},
      kinds: TIME_OFF_KINDS,
      appointments: (await timeOff?.appointments()) ?? [],
    })
  }

  async update(ctx: HttpContext) {
    const person = await hoursChanged(ctx.member, ctx.params.id)
    const timeOff = await ownTimeOff(person, ctx.params.timeOffId)
    const { values, seen } = await received(ctx)
    if (!timeOff && seen !== REMOVED) refuse('form', ctx.i18n.t('hours.time_off.removed_meanwhile'))
    if (!timeOff) return done(ctx, person, await TimeOff.take(person, values, { by: ctx.actor }))
    if (!(await timeOff.revise(values, { by: ctx.actor, seen })))
      refuse('form', ctx.i18n.t('hours.time_off.changed_meanwhile'))
    return done(ctx, person, timeOff)
  }

  async destroy(ctx: HttpContext) {
    const { params, request, response, session, i18n, member, actor } = ctx
    const person = await hoursChanged(member, params.id)
    const timeOff = await ownTimeOff(person, params.timeOffId)
    const { seen } = await request.validateUsing(removalValidator)
    if (!timeOff || (await timeOff.cancel({ by: actor, seen }))) return removed(ctx, person)
    session.flash('problem', i18n.t('hours.time_off.not_removed'))
    return response
      .redirect()
      .status(303)
      .toRoute('settings.hours.time_off.edit', [person.id, timeOff.id])
  }
}

/** Null is one that somebody has removed. */
async function ownTimeOff(person: Member, id: string): Promise<TimeOff | null> {
  const own = { id, memberId: person.id }
  const timeOff = await TimeOff.findBy(own)
  if (!timeOff) await RemovedTimeOff.findByOrFail(own)
  return timeOff
}

function removed({ response, session, i18n }: HttpContext, person: Member) {
  session.flash('notice', i18n.t('hours.time_off.cancelled'))
  return response.redirect().status(303).toRoute('settings.hours.show', [person.id])
}

async function received({ request, i18n }: HttpContext) {
  const { kind, seen, ...away } = await request.validateUsing(timeOffValidator)
  const moments = awayMoments(away, clinicSettings.read().timeZone)
  if (moments.endsAt <= moments.startsAt)
    refuse(away.endTime ? 'endTime' : 'endDate', i18n.t('hours.problems.ends_before_start'))
  return { values: { kind, ...moments }, seen }
}

/** What is booked in that time is shown at once, so that somebody moves it. */
async function done({ response, session, i18n }: HttpContext, person: Member, timeOff: TimeOff) {
  session.flash('notice', i18n.t('hours.time_off.saved'))
  const booked = await timeOff.appointments()
  const to = response.redirect().status(303)
  return booked.length
    ? to.toRoute('settings.hours.time_off.edit', [person.id, timeOff.id])
    : to.toRoute('settings.hours.show', [person.id])
}
