import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { Plan } from '#calendar/plan'
import { type ClosedDate, closedAhead } from '#calendar/changing/closed_ahead'
import type Appointment from '#models/appointment'
import type { Scope } from '#models/recurrence'
import { refuse } from './refuse.js'

/** A sentence with more of them nobody reads. */
const DATES_NAMED = 8

/** Asks first, where appointments of a series would come to times in which nobody works: how many, on which dates, and why. */
export async function refuseClosed(
  { i18n }: HttpContext,
  appointment: Appointment,
  plan: Partial<Plan>,
  scope: Scope
) {
  const { count: all, dates } = await closedAhead(appointment, plan, scope)
  if (!dates.length) return
  const named = dates.slice(0, DATES_NAMED).map((date) => dateWords(i18n, date))
  const more = dates.length > DATES_NAMED ? ['…'] : []
  const said = { all, count: dates.length, dates: [...named, ...more].join(', ') }
  refuse('despiteClosed', i18n.t('recurrences.dates_closed', said))
}

function dateWords(i18n: I18n, { wall, closed }: ClosedDate) {
  const date = i18n.formatDate(new Date(`${wall}Z`), {
    ...{ weekday: 'short', day: 'numeric', month: 'long' },
    timeZone: 'UTC',
  })
  const why = closed.why === 'holiday' ? closed.name : i18n.t(`recurrences.closed.${closed.why}`)
  return `${date} (${why})`
}
