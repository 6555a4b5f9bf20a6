import type { Actor } from '#audit/actor'

/** A handful of clients came out of a file. Announced once they are on disk, instead of one event for each. */
export default class ClientsImported {
  constructor(
    readonly clientIds: string[],
    readonly by: Actor
  ) {}
}
