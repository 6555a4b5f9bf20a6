import { BaseEvent } from '@adonisjs/core/events'
import type { Actor } from '#audit/actor'

/** Something happened to an appointment. Dispatched once it is on disk; listeners load what they need by the id. */
export default abstract class AppointmentEvent extends BaseEvent {
  constructor(
    readonly appointmentId: string,
    readonly by: Actor,
    /** What the audit log says besides: of a move, `before`. Ids and times, nothing personal. */
    readonly details: Record<string, unknown> = {}
  ) {
    super()
  }
}
