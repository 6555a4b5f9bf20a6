import ClientEvent from './client_event.js'

export default class ClientCreated extends ClientEvent {}
