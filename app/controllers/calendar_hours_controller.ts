import type { HttpContext } from '@adonisjs/core/http'
import { calendarFilter } from '#calendar/pages/calendar_choice'
import { openHours } from '#calendar/hours/open_hours'
import { rangeValidator } from '#validators/calendar'

/** When members work on some days: what lies behind the appointments. */
export default class CalendarHoursController {
  async index({ request, response }: HttpContext) {
    const range = await request.validateUsing(rangeValidator, { data: request.qs() })
    return response.json(await openHours(range, calendarFilter(request.qs()).members))
  }
}
