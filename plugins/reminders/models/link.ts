import { changeLinkFor } from '#calendar/change_links'
import { leaksOfText } from '#mails/leak_check'
import { mustBeNeutral } from '#mails/queue_mail'
import type Appointment from '#models/appointment'
import type Message from './message.js'
import type { Channel } from './channel.js'
import type { Words } from './text.js'
import { hasPlaceForLink } from './wording.js'

/** The link with which the client may move or cancel; `null` where the text has no place for it, or it would tell something. */
export async function linkIn(words: Words, { channel, client }: Message, appointment: Appointment) {
  if (!hasPlaceForLink(words) || !mayCarryLink(channel)) return null
  const link = await changeLinkFor(appointment, client)
  const leaks = await leaksOfText(link ?? '', client)
  return leaks.length ? null : link
}

/**
 * Where messages must be neutral an SMS carries none: its address names the clinic, and a locked phone shows it. A mail
 * comes from that address in any case.
 */
export function mayCarryLink(channel: Channel) {
  return channel === 'email' || !mustBeNeutral()
}
