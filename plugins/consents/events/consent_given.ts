import { ConsentEvent } from './consent_event.js'

export default class ConsentGiven extends ConsentEvent {}
