import type { HttpContext } from '@adonisjs/core/http'
import Appointment from '#models/appointment'
import { markValidator } from '#validators/calendar'
import { orRefuse } from '#validators/refuse_taken'

/** How it went: arrived, done, nobody came; or nothing of that after all. */
export default class AppointmentMarksController {
  async store(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const { status } = await ctx.request.validateUsing(markValidator)
    const isYes = appointment.status === 'requested' && status === 'booked'
    const by = { by: ctx.actor }
    await orRefuse(ctx, () => (isYes ? appointment.accept(by) : appointment.mark(status, by)))
    ctx.session.flash('notice', ctx.i18n.t(`appointments.marked.${status}`))
    return ctx.response.redirect().status(303).toRoute('appointments.show', { id: appointment.id })
  }
}
