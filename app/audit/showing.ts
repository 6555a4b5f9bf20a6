import { Exception } from '@adonisjs/core/exceptions'
import type { Actor } from './actor.js'

/** What of the core's own acts shows a client's data. Of plugins, and here, all that end in `.read` do. */
export const SHOWING = ['client.report_read', 'client.exported', 'client.national_id_revealed']

/** Why somebody looked, where that was asked, for the line about the look. */
export function whyOf(by: Actor, action: string, subject?: { id: string }) {
  const isLook = action.endsWith('.read') || SHOWING.includes(action)
  const why = isLook && subject && by.why?.get(subject.id)
  return why ? { because: why.because, reason: why.reason } : {}
}

/**
 * The last door, should a page be about a client and not say so: where reasons are asked for, nobody is shown without one.
 *
 * @throws Unreasoned
 */
export function assertReason({
  by,
  subject,
}: {
  by: Actor
  subject?: { type: string; id: string }
}) {
  if (by.why && subject?.type === 'client' && !by.why.has(subject.id)) throw new Unreasoned()
}

/** A fault of the code: `middleware.client()` is missing before this address. */
export class Unreasoned extends Exception {
  static override status = 403
  static override code = 'E_FORBIDDEN'
  static override message = 'Nobody was asked why this client is looked at'
}
