import { BaseEvent } from '@adonisjs/core/events'
import type { Actor } from '#audit/actor'

/** What of a member a mail is addressed by. */
export type Addressee = {
  readonly name: string
  readonly email: string
  readonly locale: string | null
}

/**
 * How somebody signs in, or what others may see of theirs, is another than before. Dispatched in the transaction:
 * what listeners write is kept or dropped with the change.
 */
export default class AccountChanged extends BaseEvent {
  constructor(
    readonly member: Addressee,
    /** As in the audit log. */
    readonly action: string,
    readonly by: Actor,
    /** Where the member is told; one that the member does not have any more can be told as well. */
    readonly address = member.email
  ) {
    super()
  }
}
