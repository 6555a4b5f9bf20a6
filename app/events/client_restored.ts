import ClientEvent from './client_event.js'

export default class ClientRestored extends ClientEvent {}
