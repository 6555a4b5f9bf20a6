import type { HttpContext } from '@adonisjs/core/http'
import { TimeChoice } from '../models/time_choice.js'
import { bookingSettings } from '../settings.js'
import { bookableService, greet, practitionerOf } from './greeting.js'

/** A month with the days on which something is free, and the times of one day. */
export default class TimesController {
  async index(ctx: HttpContext) {
    greet(ctx)
    const service = await bookableService(ctx)
    const { month, date } = ctx.request.all()
    const member = practitionerOf(ctx, service)
    const choice = await TimeChoice.of({ service, memberId: member?.id ?? null, month, date })
    return ctx.view.render('booking::pages/times/index', {
      ...{ service, member, choice },
      hasWaitingList: bookingSettings.read().waitingList,
    })
  }
}
