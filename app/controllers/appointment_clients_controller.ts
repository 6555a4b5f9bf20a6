import type { HttpContext } from '@adonisjs/core/http'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { attendanceValidator, seatValidator } from '#validators/calendar'
import { orRefuse } from '#validators/refuse_taken'

/** The clients of one appointment: who has a place, and who came. */
export default class AppointmentClientsController {
  async store(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const { client: id, overbook } = await ctx.request.validateUsing(seatValidator)
    const client = await Client.findOrFail(id)
    const by = { by: ctx.actor, overbook: overbook && ctx.member.can('calendar.overbook') }
    await orRefuse(ctx, () => appointment.admit(client, by))
    return this.done(ctx, 'client_added')
  }

  async update(ctx: HttpContext) {
    const { appointment, client } = await this.seatOf(ctx)
    const { status } = await ctx.request.validateUsing(attendanceValidator)
    await orRefuse(ctx, () => appointment.attend(client, status, { by: ctx.actor }))
    return this.done(ctx, `client_${status}`)
  }

  async destroy(ctx: HttpContext) {
    const { appointment, client } = await this.seatOf(ctx)
    await appointment.dismiss(client, { by: ctx.actor })
    return this.done(ctx, 'client_removed')
  }

  private async seatOf({ params }: HttpContext) {
    const appointment = await Appointment.findOrFail(params.id)
    const seat = await appointment
      .related('attendances')
      .query()
      .where('clientId', params.clientId)
      .preload('client')
      .firstOrFail()
    return { appointment, client: seat.client }
  }

  private done({ session, i18n, response, params }: HttpContext, what: string) {
    session.flash('notice', i18n.t(`appointments.${what}`))
    return response.redirect().status(303).toRoute('appointments.show', { id: params.id })
  }
}
