import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { changeSeries } from '#calendar/changing/change_appointment'
import { moveTo, targetPlan } from '#calendar/changing/moving'
import { closedNotice } from '#calendar/pages/closed_words'
import { followUp } from '#clinics/clinic_in_hand'
import Appointment from '#models/appointment'
import type { Scope } from '#models/recurrence'
import { moveValidator } from '#validators/calendar'
import { refuseClosed } from '#validators/refuse_closed'
import { allowedWhenTaken } from '#validators/refuse_rule'
import { orRefuse } from '#validators/refuse_taken'

type Move = Omit<Infer<typeof moveValidator>, 'scope'>

/** An appointment was dragged to another time, member or room, or its end was; or it was with others of its series. */
export default class AppointmentMovesController {
  async store(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const { scope = 'one', ...move } = await ctx.request.validateUsing(moveValidator)
    if (scope === 'one' || !appointment.isRepeated) return moveOne(ctx, appointment, move)
    return moveSeries(ctx, appointment, { ...move, scope })
  }
}

async function moveOne(ctx: HttpContext, appointment: Appointment, { onTaken, ...target }: Move) {
  const mayOverbook = ctx.member.can('calendar.overbook')
  const how = { by: ctx.actor, onTaken: allowedWhenTaken(ctx, onTaken), mayOverbook }
  await orRefuse(ctx, () => moveTo(appointment, target, how))
  const warning = await followUp(() => closedNotice(appointment, ctx.i18n))
  return warning ? ctx.response.json({ warning }) : ctx.response.status(204)
}

async function moveSeries(
  ctx: HttpContext,
  appointment: Appointment,
  { scope, onTaken, isClosed = false, ...target }: Move & { scope: Scope }
) {
  const plan = await targetPlan(appointment, target)
  if (!isClosed) await refuseClosed(ctx, appointment, plan, scope)
  const meant = { by: ctx.actor, onTaken: allowedWhenTaken(ctx, onTaken), scope }
  const moved = await orRefuse(ctx, () => changeSeries(appointment, plan, meant))
  return ctx.response.json({ message: ctx.i18n.t('recurrences.moved', moved) })
}
