import type { HttpContext } from '@adonisjs/core/http'
import { Settings as Clock } from 'luxon'
import type { LiveChanges } from '#calendar/live_changes'
import { inClinic } from '#clinics/clinic_in_hand'
import { Sessions } from '#clinics/sessions'
import { sessionEnd } from '#members/idle_time'

/** Answers with server-sent events of these changes. To listen is no sign of life, and ends with the session. */
export function liveStream(ctx: HttpContext, changes: LiveChanges) {
  const { request, response, clinic, member, sessionRow } = ctx
  // What is no event source would wait for an end that does not come.
  if (request.header('accept') !== 'text/event-stream') return response.status(406).send('')
  const { key } = sessionRow!
  const isOver = () => {
    const row = Sessions.instance.read(key, clinic.id)
    return !row || Clock.now() >= inClinic(clinic, () => sessionEnd(row, member))
  }
  const events = changes.listen({ clinicId: clinic.id, memberId: member.id, isOver })
  if (!events) return response.status(429).send('')
  response.response.once('close', () => events.destroy())
  response.header('content-type', 'text/event-stream')
  response.header('x-accel-buffering', 'no')
  return response.stream(events)
}
