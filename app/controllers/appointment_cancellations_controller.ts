import type { HttpContext } from '@adonisjs/core/http'
import { cancelAppointment } from '#calendar/changing/change_appointment'
import Appointment from '#models/appointment'
import { cancellationValidator } from '#validators/calendar'
import { orRefuse } from '#validators/refuse_taken'

export default class AppointmentCancellationsController {
  async store(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const { reason, scope } = await ctx.request.validateUsing(cancellationValidator)
    await cancelAppointment(appointment, reason ?? null, { by: ctx.actor, scope })
    return this.done(ctx, 'cancelled')
  }

  async destroy(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    await orRefuse(ctx, () => appointment.restore({ by: ctx.actor }))
    return this.done(ctx, 'restored')
  }

  private done({ session, i18n, response, params }: HttpContext, what: string) {
    session.flash('notice', i18n.t(`appointments.${what}`))
    return response.redirect().status(303).toRoute('appointments.show', { id: params.id })
  }
}
