import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { exceptionsAhead } from '#calendar/hours/hour_exceptions'
import { locationNames } from '#calendar/locations'
import { WorkingHours } from '#calendar/hours/working_hours'
import { today } from '#clients/age'
import Member from '#models/member'
import TimeOff from '#models/time_off'
import { hoursSeen, mayChangeHours } from '#policies/hours_policy'

/** Settings → Working hours: when members can be booked. */
export default class HoursController {
  async index({ view, response, member }: HttpContext) {
    if (!member.can('calendar.manage'))
      return response.redirect().toRoute('settings.hours.show', [member.id])
    const people = await Member.query().whereNull('deactivatedAt').orderBy('name')
    const hours = await WorkingHours.ofAll(people)
    return view.render('pages/hours/index', { hours, today: today() })
  }

  async show({ params, view, member }: HttpContext) {
    const person = await hoursSeen(member, params.id)
    return view.render('pages/hours/show', {
      person,
      today: today(),
      mayChange: mayChangeHours(member, person),
      hours: await WorkingHours.of(person),
      exceptions: await exceptionsAhead(person, today()),
      timeOff: await TimeOff.ahead(person, DateTime.utc()),
      locations: await locationNames(),
    })
  }
}
