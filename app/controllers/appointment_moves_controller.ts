import type { HttpContext } from '@adonisjs/core/http'
import { moveTo } from '#calendar/moving'
import Appointment from '#models/appointment'
import { moveValidator } from '#validators/calendar'
import { orRefuse } from '#validators/refuse_taken'

/** An appointment was dragged to another time, member or room, or its end was. */
export default class AppointmentMovesController {
  async store(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const target = await ctx.request.validateUsing(moveValidator)
    const mayOverbook = ctx.member.can('calendar.overbook')
    await orRefuse(ctx, () => moveTo(appointment, target, { by: ctx.actor, mayOverbook }))
    return ctx.response.status(204)
  }
}
