import type { HttpContext } from '@adonisjs/core/http'

export default class CalendarController {
  show({ view }: HttpContext) {
    return view.render('pages/calendar/show')
  }
}
