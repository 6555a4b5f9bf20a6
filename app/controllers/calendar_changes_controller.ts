import type { HttpContext } from '@adonisjs/core/http'
import { liveChanges } from '#calendar/live_changes'
import { liveStream } from '#pages/live_stream'

/** Says when something in the calendar has changed. */
export default class CalendarChangesController {
  show(ctx: HttpContext) {
    return liveStream(ctx, liveChanges)
  }
}
