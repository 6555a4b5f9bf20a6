import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarFilter, isoDate } from '#calendar/pages/calendar_choice'
import { daySheet } from '#calendar/pages/day_sheet'

/** One day on paper. */
export default class CalendarDaysController {
  async show(ctx: HttpContext) {
    const date = isoDate(ctx.params.date)
    if (!date) throw new Exception('There is no such date', { status: 404 })
    const filter = calendarFilter(ctx.request.qs())
    return ctx.view.render('pages/calendar/day', await daySheet(date, filter, ctx))
  }
}
