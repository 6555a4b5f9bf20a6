import type { HttpContext } from '@adonisjs/core/http'
import { calendarChoice } from '#calendar/pages/calendar_choice'
import { calendarPage } from '#calendar/pages/calendar_page'

export default class CalendarController {
  async show(ctx: HttpContext) {
    const choice = calendarChoice(ctx.request.qs())
    return ctx.view.render('pages/calendar/show', await calendarPage(choice, ctx))
  }
}
