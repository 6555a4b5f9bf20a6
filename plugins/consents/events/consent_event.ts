import { BaseEvent } from '@adonisjs/core/events'

/** A client gave an answer, and it is on disk. Listeners load what they need by the ids. */
export abstract class ConsentEvent extends BaseEvent {
  constructor(
    readonly clientId: string,
    readonly statementId: string,
    readonly answerId: string
  ) {
    super()
  }
}
