import type { HttpContext } from '@adonisjs/core/http'
import { awayMoments, awayOf } from '#calendar/away'
import { today } from '#clients/age'
import { clinicSettings } from '#clinics/settings'
import type Member from '#models/member'
import TimeOff, { TIME_OFF_KINDS } from '#models/time_off'
import { hoursChanged } from '#policies/hours_policy'
import { timeOffValidator } from '#validators/hours'
import { refuse } from '#validators/refuse'

/** Vacation, sickness, courses: time in which a member cannot be booked. */
export default class TimeOffController {
  async create({ params, view, member }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    const away = { startDate: today(), endDate: null, startTime: null, endTime: null }
    return view.render('pages/hours/time_off/create', { person, away, kinds: TIME_OFF_KINDS })
  }

  async store(ctx: HttpContext) {
    const person = await hoursChanged(ctx.member, ctx.params.id)
    const timeOff = await TimeOff.take(person, await received(ctx), { by: ctx.actor })
    return done(ctx, person, timeOff)
  }

  async edit({ params, view, member }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    const timeOff = await ownTimeOff(person, params.timeOffId)
    const { timeZone } = clinicSettings.read()
    return view.render('pages/hours/time_off/edit', {
      person,
      timeOff,
      away: awayOf(timeOff.startsAt, timeOff.endsAt, timeZone),
      kinds: TIME_OFF_KINDS,
      appointments: await timeOff.appointments(),
    })
  }

  async update(ctx: HttpContext) {
    const person = await hoursChanged(ctx.member, ctx.params.id)
    const timeOff = await ownTimeOff(person, ctx.params.timeOffId)
    await timeOff.revise(await received(ctx), { by: ctx.actor })
    return done(ctx, person, timeOff)
  }

  async destroy({ params, response, session, i18n, member, actor }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    const timeOff = await ownTimeOff(person, params.timeOffId)
    await timeOff.cancel({ by: actor })
    session.flash('notice', i18n.t('hours.time_off.cancelled'))
    return response.redirect().status(303).toRoute('settings.hours.show', [person.id])
  }
}

function ownTimeOff(person: Member, id: string) {
  return TimeOff.query().where('memberId', person.id).where('id', id).firstOrFail()
}

async function received({ request, i18n }: HttpContext) {
  const { kind, ...away } = await request.validateUsing(timeOffValidator)
  const moments = awayMoments(away, clinicSettings.read().timeZone)
  if (moments.endsAt <= moments.startsAt)
    refuse(away.endTime ? 'endTime' : 'endDate', i18n.t('hours.problems.ends_before_start'))
  return { kind, ...moments }
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
