import { ClientEvent } from '#clients/client_event'

export default class ClientCreated extends ClientEvent {}
