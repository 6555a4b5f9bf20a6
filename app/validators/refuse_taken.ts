import type { HttpContext } from '@adonisjs/core/http'
import { DatesTaken } from '#calendar/repeating/each_date'
import { Taken, type TakenThing } from '#calendar/taken'
import { refuse } from './refuse.js'
import type { I18n } from '@adonisjs/i18n'

/** A sentence with more of them nobody reads. */
const DATES_NAMED = 5

/** Beside which field of a form the sentence stands. */
const FIELDS: Record<TakenThing, string> = { member: 'time', room: 'roomId', capacity: 'client' }

/**
 * Does what the database may refuse because the time, the room or the last place is taken, and then shows the
 * form again with a sentence, beside the field that is named for what is taken. The page learns it too: who may overbook is asked then, and not before.
 */
export async function orRefuse<T>(
  { i18n, view }: HttpContext,
  work: () => Promise<T>,
  fields: Partial<Record<TakenThing, string>> = {}
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Taken)) throw error
    view.share({ isTaken: true })
    if (error instanceof DatesTaken) return refuse('onTaken', datesSentence(i18n, error))
    return refuse(
      fields[error.what] ?? FIELDS[error.what],
      i18n.t(`appointments.taken.${error.what}`)
    )
  }
}

function datesSentence(i18n: I18n, { dates }: DatesTaken) {
  const shown = dates
    .slice(0, DATES_NAMED)
    .map(({ wall }) =>
      i18n.formatDate(new Date(`${wall}Z`), { day: 'numeric', month: 'long', timeZone: 'UTC' })
    )
  const more = dates.length > DATES_NAMED ? ['…'] : []
  return i18n.t('recurrences.dates_taken', {
    count: dates.length,
    dates: [...shown, ...more].join(', '),
  })
}
