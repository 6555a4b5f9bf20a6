import { ClientEvent } from '#clients/client_event'

export default class ClientUpdated extends ClientEvent {}
