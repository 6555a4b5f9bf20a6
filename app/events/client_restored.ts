import { ClientEvent } from '#clients/client_event'

export default class ClientRestored extends ClientEvent {}
