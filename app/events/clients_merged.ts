import type { Actor } from '#audit/actor'
import ClientEvent from './client_event.js'

/** Two clients were one person: `mergedId` is gone, and what was kept about it belongs to `clientId` now. */
export default class ClientsMerged extends ClientEvent {
  constructor(
    clientId: string,
    readonly mergedId: string,
    by: Actor
  ) {
    super(clientId, by)
  }
}
