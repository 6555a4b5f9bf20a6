import { ConsentEvent } from './consent_event.js'

export default class ConsentRefused extends ConsentEvent {}
