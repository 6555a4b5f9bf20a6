import type { HttpContext } from '@adonisjs/core/http'
import { calendarFilter } from '#calendar/pages/calendar_choice'
import { calendarRows } from '#calendar/pages/calendar_rows'
import { rangeValidator } from '#validators/calendar'

/** What the calendar in the browser shows of some days, and fetches again when something changes. */
export default class CalendarAppointmentsController {
  async index({ request, response, member }: HttpContext) {
    const range = await request.validateUsing(rangeValidator, { data: request.qs() })
    const filter = calendarFilter(request.qs())
    const rows = await calendarRows(range, filter, { member, on: ['screen'] })
    // `response.json()` looks for circles and large numbers, which for a week costs as much as its query.
    return response.type('json').send(JSON.stringify(rows))
  }
}
