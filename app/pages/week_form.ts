import type { I18n } from '@adonisjs/i18n'
import type { Infer } from '@vinejs/vine/types'
import { openLocations } from '#calendar/locations'
import { addDays, weekdayOf } from '#calendar/dates'
import type { WorkingHours } from '#calendar/hours/working_hours'
import { WEEKDAYS, type WorkingWeek } from '#calendar/hours/working_weeks'
import { refuse } from '#validators/refuse'
import type { workingWeekValidator } from '#validators/hours'
import { spansOrRefuse } from './span_sentences.js'

type Typed = Omit<Infer<typeof workingWeekValidator>, 'seen'>

/** What the week editor shows: a week, and where it can be worked. */
export async function weekForm(week: WorkingWeek) {
  const used = week.days.flat().map(({ locationId }) => locationId)
  return { week, weekdays: WEEKDAYS, locations: await openLocations(used) }
}

/** What a new week begins with: the hours of today, from next Monday on; the first one holds at once. */
export function nextWeek(hours: WorkingHours, today: string): WorkingWeek {
  const monday = addDays(today, 8 - weekdayOf(today))
  return {
    validFrom: hours.weeks.length ? monday : null,
    validUntil: null,
    days: hours.weekOn(today)?.days ?? WEEKDAYS.map(() => []),
  }
}

/** The week that was typed. @throws the form's own errors */
export function typedWeek(input: Typed, i18n: I18n): WorkingWeek {
  const { validFrom, validUntil } = input
  if (validFrom && validUntil && validUntil < validFrom)
    refuse('validUntil', i18n.t('hours.problems.until_before_from'))
  const rows = input.copy ? copied(input) : input.days
  const paths = Object.fromEntries(WEEKDAYS.map((day) => [`days.${day}`, rows[day]]))
  const spans = spansOrRefuse(paths, i18n)
  return { validFrom, validUntil, days: WEEKDAYS.map((day) => spans[`days.${day}`]) }
}

/** Where the browser has not done it: the hours of one day, for others too. */
function copied({ days, copyFrom, copyTo = [] }: Typed) {
  if (!copyFrom) return days
  return { ...days, ...Object.fromEntries(copyTo.map((day) => [day, days[copyFrom]])) }
}
