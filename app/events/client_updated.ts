import ClientEvent from './client_event.js'

export default class ClientUpdated extends ClientEvent {}
