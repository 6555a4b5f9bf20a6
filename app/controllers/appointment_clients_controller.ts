import type { HttpContext } from '@adonisjs/core/http'
import { reasonsSetAside } from '#calendar/who_may_book'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import Client from '#models/client'
import { attendanceValidator, seatValidator } from '#validators/calendar'
import { orAskBack } from '#validators/refuse_client'
import { orRefuse } from '#validators/refuse_taken'

/** The clients of one appointment: who has a place, and who came. */
export default class AppointmentClientsController {
  async store(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const values = await ctx.request.validateUsing(seatValidator)
    const client = await Client.findOrFail(values.client)
    const isAllowed = ctx.member.can('calendar.overbook')
    const overbook = values.overbook && isAllowed
    const work = async () => {
      const despite = reasonsSetAside(client, values.despite && isAllowed)
      await Attendance.admit({ appointment, client }, { by: ctx.actor, overbook, despite })
    }
    await orRefuse(ctx, () => orAskBack(ctx, work))
    return this.done(ctx, 'client_added')
  }

  async update(ctx: HttpContext) {
    const place = await this.placeOf(ctx)
    const { status } = await ctx.request.validateUsing(attendanceValidator)
    await orRefuse(ctx, () => Attendance.mark(place, status, { by: ctx.actor }))
    return this.done(ctx, `client_${status}`)
  }

  async destroy(ctx: HttpContext) {
    await Attendance.dismiss(await this.placeOf(ctx), { by: ctx.actor })
    return this.done(ctx, 'client_removed')
  }

  private async placeOf({ params }: HttpContext) {
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
