import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { locationNames } from '#calendar/locations'
import { WorkingHours } from '#calendar/hours/working_hours'
import type { WorkingWeek } from '#calendar/hours/working_weeks'
import { today } from '#clients/age'
import type Member from '#models/member'
import { nextWeek, typedWeek, weekForm } from '#pages/week_form'
import { hoursChanged } from '#policies/hours_policy'
import { removalValidator, workingWeekValidator } from '#validators/hours'
import { refuse } from '#validators/refuse'

/** The hours of a member's weeks, now and from a date ahead. */
export default class WorkingWeeksController {
  async create({ params, view, member }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    const hours = await WorkingHours.of(person)
    return view.render('pages/hours/weeks/create', {
      person,
      hours,
      ...(await weekForm(nextWeek(hours, today()))),
    })
  }

  async store(ctx: HttpContext) {
    const person = await hoursChanged(ctx.member, ctx.params.id)
    const { week, seen } = await received(ctx)
    const hours = await WorkingHours.of(person)
    if (!(await hours.lay(week, { by: ctx.actor, seen }))) refuseOutdated(ctx)
    return done(ctx, person, week)
  }

  /** Shown again after a colleague has removed that week, it lets it be brought back. */
  async edit({ params, request, view, member }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    const hours = await WorkingHours.of(person)
    const isAgain = request.method() !== 'GET'
    const week = weekAt(hours, params.from) ?? (isAgain ? nextWeek(hours, today()) : null)
    if (!week) throw new Exception('No week begins here', { status: 404, code: 'E_NOT_FOUND' })
    return view.render('pages/hours/weeks/edit', {
      ...{ person, hours, from: params.from },
      ...(await weekForm(week)),
    })
  }

  async update(ctx: HttpContext) {
    const person = await hoursChanged(ctx.member, ctx.params.id)
    const hours = await WorkingHours.of(person)
    const before = weekAt(hours, ctx.params.from)
    const { week, seen } = await received(ctx)
    const change = { by: ctx.actor, seen }
    const isDone = await (before ? hours.revise(before, week, change) : hours.lay(week, change))
    if (!isDone) refuseOutdated(ctx, before ? 'changed_meanwhile' : 'removed_meanwhile')
    return done(ctx, person, week)
  }

  async destroy({ params, request, response, session, i18n, member, actor }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    const { seen } = await request.validateUsing(removalValidator)
    const hours = await WorkingHours.of(person)
    const week = weekAt(hours, params.from)
    const isRemoved = !week || (await hours.remove(week, { by: actor, seen }))
    if (isRemoved) session.flash('notice', i18n.t('hours.week_removed'))
    else session.flash('problem', i18n.t('hours.problems.not_removed'))
    return response.redirect().status(303).toRoute('settings.hours.show', [person.id])
  }
}

/** A week is known by the date from which it holds. */
function weekAt(hours: WorkingHours, from: string): WorkingWeek | null {
  return hours.weekFrom(from === 'always' ? null : from)
}

async function received({ request, i18n }: HttpContext) {
  const names = await locationNames()
  const meta = { locationIds: Object.keys(names) }
  const { seen, ...typed } = await request.validateUsing(workingWeekValidator, { meta })
  return { week: typedWeek(typed, i18n), seen }
}

/** The page comes back with what was typed, and with the hours as they are now seen: to save it again is meant. */
function refuseOutdated({ i18n }: HttpContext, how = 'changed_meanwhile'): never {
  refuse('form', i18n.t(`hours.problems.${how}`))
}

/** Where a day was copied without the help of the browser, the form is shown again with what came of it. */
function done(
  { request, response, session, i18n }: HttpContext,
  person: Member,
  week: WorkingWeek
) {
  session.flash('notice', i18n.t('hours.saved', { name: person.name }))
  const to = response.redirect().status(303)
  if (!request.input('copy')) return to.toRoute('settings.hours.show', [person.id])
  return to.toRoute('settings.hours.weeks.edit', [person.id, week.validFrom ?? 'always'])
}
