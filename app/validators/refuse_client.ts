import type { HttpContext } from '@adonisjs/core/http'
import { MaybeKnown, NotWelcome } from '#calendar/who_may_book'
import { namesOn } from '#clients/display_name'
import { refuse, refuseAll } from './refuse.js'

/**
 * Does what may be refused because of whom it is for, and then shows the form again with the sentences beside the client.
 * The page learns it too: who may overbook can set a refusal aside then, and whom a new client may be can be chosen.
 */
export async function orAskBack<T>(ctx: HttpContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotWelcome) return notWelcome(ctx, error)
    if (error instanceof MaybeKnown) return maybeKnown(ctx, error)
    throw error
  }
}

function notWelcome({ i18n, view }: HttpContext, { reasons }: NotWelcome): never {
  view.share({ isNotWelcome: true })
  return refuseAll(reasons.map((reason) => ({ field: 'client', message: i18n.t(reason) })))
}

function maybeKnown({ i18n, view, member }: HttpContext, { duplicates }: MaybeKnown): never {
  view.share({ duplicates, nameOf: namesOn('screen', member) })
  return refuse('client', i18n.t('appointments.maybe_known', { count: duplicates.length }))
}
