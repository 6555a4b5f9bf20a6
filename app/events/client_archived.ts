import ClientEvent from './client_event.js'

export default class ClientArchived extends ClientEvent {}
