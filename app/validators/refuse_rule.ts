import type { HttpContext } from '@adonisjs/core/http'
import type { WhenTaken } from '#calendar/each_date'
import { problemOf, type Rule } from '#calendar/recurrence'
import type { WallTime } from '#calendar/wall_time'
import { refuse } from './refuse.js'

/** Shows the form again with a sentence beside the end of a rule by which nothing can repeat. */
export function refuseBadRule({ i18n }: HttpContext, wall: WallTime, rule: Rule | null) {
  const problem = rule && problemOf(wall, rule)
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
