import type { HttpContext } from '@adonisjs/core/http'
import { datesBetween } from '#calendar/dates'
import { holidaysFrom } from '#calendar/hours/holiday_list'
import { today } from '#clients/age'
import Holiday from '#models/holiday'
import { holidayValidator } from '#validators/holidays'
import { refuse } from '#validators/refuse'

const LONGEST_CLOSURE = 92

/** Settings → Holidays: the dates on which the whole clinic is closed. */
export default class HolidaysController {
  async index({ view }: HttpContext) {
    return view.render('pages/holidays/index', { years: await holidaysFrom(today()) })
  }

  async store({ request, response, session, i18n, actor }: HttpContext) {
    const { name, date, lastDate } = await request.validateUsing(holidayValidator)
    const dates = datesBetween(date, lastDate ?? date)
    if (!dates.length) refuse('lastDate', i18n.t('holidays.problems.backwards'))
    if (dates.length > LONGEST_CLOSURE)
      refuse('lastDate', i18n.t('holidays.problems.too_long', { days: LONGEST_CLOSURE }))
    const added = await Holiday.close(
      dates.map((each) => ({ date: each, name })),
      { by: actor }
    )
    session.flash('notice', i18n.t('holidays.added', { count: added.length }))
    return response.redirect().status(303).toRoute('settings.holidays.index')
  }

  async destroy({ params, response, session, i18n, actor }: HttpContext) {
    const holiday = await Holiday.findOrFail(params.id)
    await holiday.open({ by: actor })
    session.flash('notice', i18n.t('holidays.removed', { name: holiday.name }))
    return response.redirect().status(303).toRoute('settings.holidays.index')
  }
}
