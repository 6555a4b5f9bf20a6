import type { HttpContext } from '@adonisjs/core/http'
import Hold from '../models/hold.js'
import { TimeChoice } from '../models/time_choice.js'
import { bookingSettings } from '../settings.js'
import { bookableService, greet, practitionerOf } from './greeting.js'

/** A month with the days on which something is free, and the times of one day. */
export default class TimesController {
  async index(ctx: HttpContext) {
    greet(ctx)
    const service = await bookableService(ctx)
    const { month, date, instead } = ctx.request.all()
    const member = practitionerOf(ctx, service)
    const held = typeof instead === 'string' ? await Hold.findIdle(instead) : null
    const asked = {
      service,
      memberId: member?.id ?? null,
      except: held?.ownAppointmentId,
    }
    const choice = await TimeChoice.of({ ...asked, month, date })
    return ctx.view.render('booking::pages/times/index', {
      ...{ service, member, choice, instead: held ? instead : null },
      hasWaitingList: bookingSettings.read().waitingList,
    })
  }
}
