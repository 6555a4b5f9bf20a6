import { BaseEvent } from '@adonisjs/core/events'
import type { Actor } from '#audit/actor'

/** A member has signed in, at a device that says what it is, or does not. Dispatched once it is on disk. */
export default class MemberSignedIn extends BaseEvent {
  constructor(
    readonly memberId: string,
    readonly device: string | null,
    readonly by: Actor
  ) {
    super()
  }
}
