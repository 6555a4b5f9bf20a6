import { BaseEvent } from '@adonisjs/core/events'
import type { Actor } from '#audit/actor'

/** Somebody does not work here any more. Dispatched once it is on disk. */
export default class MemberDeactivated extends BaseEvent {
  constructor(
    readonly memberId: string,
    readonly by: Actor
  ) {
    super()
  }
}
