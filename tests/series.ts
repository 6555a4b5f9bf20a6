import { SERVER } from '#audit/actor'
import { DatesTaken } from '#calendar/repeating/each_date'
import type { Plan } from '#calendar/plan'
import type { Rule } from '#calendar/repeating/recurrence'
import Appointment from '#models/appointment'
import Recurrence from '#models/recurrence'

export const refusing = { by: SERVER, onTaken: 'refuse' } as const
/** On four Tuesdays. */
export const weekly: Rule = { unit: 'week', every: 1, count: 4 }

export const repeat = (plan: Plan, rule = weekly) => Recurrence.book(plan, rule, refusing)

/** Every appointment that takes place, as its wall time without the year. */
export async function walls() {
  const rows = await Appointment.query().whereNot('status', 'cancelled').orderBy('starts_at')
  return rows.map(({ wallStart }) => wallStart.slice(5))
}

/** The dates that a refusal names; none if there was none. */
export async function datesTaken(work: Promise<unknown>) {
  try {
    await work
    return []
  } catch (error) {
    if (error instanceof DatesTaken) return error.dates.map(({ wall }) => wall.slice(5, 10))
    throw error
  }
}
