import type { Actor } from './actor.js'

/** What of the core's own acts shows a client's data. Of plugins, and here, all that end in `.read` do. */
export const SHOWING = ['client.report_read', 'client.exported', 'client.national_id_revealed']

/** Why somebody looked, where that was asked, for the line about the look. */
export function whyOf(by: Actor, action: string, subject?: { id: string }) {
  const isLook = action.endsWith('.read') || SHOWING.includes(action)
  const why = isLook && subject && by.why?.get(subject.id)
  return why ? { because: why.because, reason: why.reason } : {}
}
