import type { Actor } from '#audit/actor'
import { BaseEvent } from '@adonisjs/core/events'

/**
 * Somebody looked at a client who does not exist, for the first time in a while. Dispatched in the transaction: what
 * listeners write is kept or dropped with the line in the audit log.
 */
export default class DecoyTouched extends BaseEvent {
  constructor(
    /** The number that the clinic knows the decoy by. */
    readonly number: number,
    /** What was done, as in the audit log. */
    readonly act: string,
    readonly by: Actor
  ) {
    super()
  }
}
