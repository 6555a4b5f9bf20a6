import type { HttpContext } from '@adonisjs/core/http'
import { Taken, type TakenThing } from '#calendar/taken'
import { refuse } from './refuse.js'

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
    return refuse(
      fields[error.what] ?? FIELDS[error.what],
      i18n.t(`appointments.taken.${error.what}`)
    )
  }
}
