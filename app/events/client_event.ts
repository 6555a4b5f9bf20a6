import { BaseEvent } from '@adonisjs/core/events'
import type { Actor } from '#audit/actor'

/** Something happened to a client. Dispatched once it is on disk; listeners load what they need by the id. */
export default abstract class ClientEvent extends BaseEvent {
  constructor(
    readonly clientId: string,
    readonly by: Actor
  ) {
    super()
  }
}
