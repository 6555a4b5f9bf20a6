import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { changeSeries, ifAsSeen } from '#calendar/changing/change_appointment'
import { moveTo, targetPlan } from '#calendar/changing/moving'
import { closedNotice } from '#calendar/pages/closed_words'
import { followUp } from '#clinics/clinic_in_hand'
import Appointment from '#models/appointment'
import type { Scope } from '#models/recurrence'
import { moveValidator } from '#validators/calendar'
import { refuse } from '#validators/refuse'
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

async function moveOne(
  ctx: HttpContext,
  appointment: Appointment,
  { onTaken, seen, ...target }: Move
) {
  const mayOverbook = ctx.member.can('calendar.overbook')
  const how = { by: ctx.actor, onTaken: allowedWhenTaken(ctx, onTaken), mayOverbook }
  const move = () => moveTo(appointment, target, how)
  await orTell(ctx, appointment, { seen, move })
  const warning = await followUp(() => closedNotice(appointment, ctx.i18n))
  return warning ? ctx.response.json({ warning }) : ctx.response.status(204)
}

async function moveSeries(
  ctx: HttpContext,
  appointment: Appointment,
  { scope, onTaken, seen, despiteClosed = false, ...target }: Move & { scope: Scope }
) {
  const plan = await targetPlan(appointment, target)
  if (!despiteClosed) await refuseClosed(ctx, appointment, plan, scope)
  const meant = { by: ctx.actor, onTaken: allowedWhenTaken(ctx, onTaken), scope }
  const move = () => changeSeries(appointment, plan, meant)
  const moved = await orTell(ctx, appointment, { seen, move })
  return ctx.response.json({ message: ctx.i18n.t('recurrences.moved', moved) })
}

/** What somebody has moved meanwhile is not where it was dragged from any more, and stays where they have put it. */
async function orTell<T extends object>(
  ctx: HttpContext,
  appointment: Appointment,
  { seen, move }: { seen?: number; move: () => Promise<T> }
): Promise<T> {
  const moved = await orRefuse(ctx, () => ifAsSeen(appointment, seen, move))
  return moved ?? refuse('form', ctx.i18n.t('appointments.moved_meanwhile'))
}
