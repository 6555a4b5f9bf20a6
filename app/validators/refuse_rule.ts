import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { ruleChangeOf } from '#calendar/changing/change_appointment'
import type { WhenTaken } from '#calendar/repeating/each_date'
import { problemOf, type Rule } from '#calendar/repeating/recurrence'
import type { Plan } from '#calendar/plan'
import { openDates, otherRule } from '#calendar/repeating/repeat_form'
import type { WallTime } from '#calendar/wall_time'
import type Appointment from '#models/appointment'
import Recurrence from '#models/recurrence'
import type { appointmentValidator } from './calendar.js'
import { refuse } from './refuse.js'

/** Shows the form again with a sentence beside the end of a rule by which nothing can repeat. */
export function refuseBadRule(ctx: HttpContext, wall: WallTime, rule: Rule | null) {
  return rule && refuseProblem(ctx, rule, problemOf(wall, rule))
}

/** The dates of a rule on which somebody works; where there is none, the form is shown again. */
export async function refuseAllClosed({ i18n }: HttpContext, plan: Plan, rule: Rule) {
  const walls = await openDates(plan, rule)
  return walls.length ? walls : refuse('onlyOpen', i18n.t('recurrences.problems.all_closed'))
}

type Asked = Pick<Infer<typeof appointmentValidator>, 'scope' | 'repeat'>

/** The same of another rule for an appointment and those of its series that are meant; null if the rule stays. */
export async function refuseBadChange(
  ctx: HttpContext,
  appointment: Appointment,
  plan: Plan,
  { scope = 'one', repeat }: Asked
) {
  if (scope === 'one') return null
  const recurrence = await Recurrence.of(appointment)
  const rule = recurrence && otherRule(recurrence, appointment.ruleWall!, repeat)
  if (!rule) return null
  const change = await ruleChangeOf(appointment, plan, { scope, rule })
  return change && refuseProblem(ctx, rule, change.problem)
}

function refuseProblem({ i18n }: HttpContext, rule: Rule, problem: string | null) {
  if (!problem) return rule
  return refuse(
    rule.until ? 'repeat.until' : 'repeat.count',
    i18n.t(`recurrences.problems.${problem}`)
  )
}

/** Who asks to overbook and may not is refused what is taken. */
export function allowedWhenTaken({ member }: HttpContext, asked: WhenTaken = 'refuse'): WhenTaken {
  return asked === 'overbook' && !member.can('calendar.overbook') ? 'refuse' : asked
}
