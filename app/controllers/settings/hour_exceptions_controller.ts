import type { HttpContext } from '@adonisjs/core/http'
import {
  endException,
  exceptionOn,
  exceptionSeen,
  makeException,
} from '#calendar/hours/hour_exceptions'
import { locationNames, openLocations } from '#calendar/locations'
import { today } from '#clients/age'
import { spansOrRefuse } from '#pages/span_sentences'
import { hoursChanged } from '#policies/hours_policy'
import { hourExceptionValidator } from '#validators/hours'
import { refuse } from '#validators/refuse'

/** Single dates on which a member works other hours, or not at all. */
export default class HourExceptionsController {
  async create({ params, request, view, member }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    const date = String(request.input('date') ?? today())
    const exception = await exceptionOn(person, date)
    const used = exception?.spans.map(({ locationId }) => locationId)
    return view.render('pages/hours/exceptions/create', {
      ...{ person, date, exception },
      seen: exceptionSeen(date, exception),
      locations: await openLocations(used),
    })
  }

  async store({ params, request, response, session, i18n, member, actor }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    const names = await locationNames()
    const input = await request.validateUsing(hourExceptionValidator, {
      meta: { locationIds: Object.keys(names) },
    })
    const { spans } = spansOrRefuse({ spans: input.spans }, i18n)
    const { date, seen } = input
    if (!(await makeException(person, { date, spans }, { by: actor, seen })))
      refuse('form', i18n.t('hours.problems.changed_meanwhile'))
    session.flash('notice', i18n.t('hours.exceptions.saved'))
    return response.redirect().status(303).toRoute('settings.hours.show', [person.id])
  }

  async destroy({ params, response, session, i18n, member, actor }: HttpContext) {
    const person = await hoursChanged(member, params.id)
    await endException(person, params.date, { by: actor })
    session.flash('notice', i18n.t('hours.exceptions.ended'))
    return response.redirect().status(303).toRoute('settings.hours.show', [person.id])
  }
}
