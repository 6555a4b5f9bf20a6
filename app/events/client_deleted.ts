import ClientEvent from './client_event.js'

/** Nothing is left to load: what plugins kept went with the client. */
export default class ClientDeleted extends ClientEvent {}
