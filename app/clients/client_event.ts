import type { Actor } from '#audit/actor'

/** Something happened to a client. Announced once it is on disk; listeners load what they need by the id. */
export abstract class ClientEvent {
  constructor(
    readonly clientId: string,
    readonly by: Actor
  ) {}
}
