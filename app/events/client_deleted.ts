import { ClientEvent } from '#clients/client_event'

/** Nothing is left to load: what plugins kept went with the client. */
export default class ClientDeleted extends ClientEvent {}
