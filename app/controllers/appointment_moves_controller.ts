import type { HttpContext } from '@adonisjs/core/http'
import { changeSeries } from '#calendar/changing/change_appointment'
import { moveTo, targetPlan } from '#calendar/changing/moving'
import { closedNotice } from '#calendar/pages/closed_words'
import { followUp } from '#clinics/clinic_in_hand'
import Appointment from '#models/appointment'
import { moveValidator } from '#validators/calendar'
import { allowedWhenTaken } from '#validators/refuse_rule'
import { orRefuse } from '#validators/refuse_taken'

/** An appointment was dragged to another time, member or room, or its end was; or it was with others of its series. */
export default class AppointmentMovesController {
  async store(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const { scope = 'one', onTaken, ...target } = await ctx.request.validateUsing(moveValidator)
    const how = { by: ctx.actor, onTaken: allowedWhenTaken(ctx, onTaken) }
    if (scope === 'one' || !appointment.isRepeated) {
      const mayOverbook = ctx.member.can('calendar.overbook')
      await orRefuse(ctx, () => moveTo(appointment, target, { ...how, mayOverbook }))
      const warning = await followUp(() => closedNotice(appointment, ctx.i18n))
      return warning ? ctx.response.json({ warning }) : ctx.response.status(204)
    }
    const meant = { ...how, scope }
    const plan = await targetPlan(appointment, target)
    const moved = await orRefuse(ctx, () => changeSeries(appointment, plan, meant))
    return ctx.response.json({ message: ctx.i18n.t('recurrences.moved', moved) })
  }
}
