import { type DateTime } from 'luxon'
import type { RemindersRuleSchema } from '../schema.js'
import { addDays } from '#calendar/dates'
import { momentOf } from '#calendar/wall_time'

type Before = Pick<RemindersRuleSchema, 'unit' | 'amount' | 'clock'>
type Dated = { startsAt: DateTime; wallStart: string; zone: string }

/**
 * When a rule wants an appointment's reminder sent.
 *
 * Hours are time that passes: 24 hours before Sunday 10:00 is Saturday 09:00 on the weekend on which
 * clocks go forward. Days are dates: one day before at 09:00 is what clocks on the wall call Saturday
 * 09:00, however long that is; where they jump over it or show it twice, as `momentOf()` says.
 */
export function nominalMoment({ unit, amount, clock }: Before, dated: Dated): DateTime {
  if (unit === 'hours') return dated.startsAt.minus({ hours: amount })
  const date = addDays(dated.wallStart.slice(0, 10), -amount)
  return momentOf(`${date}T${clock ?? '09:00'}`, dated.zone)
}
