import { ClientEvent } from '#clients/client_event'

export default class ClientArchived extends ClientEvent {}
