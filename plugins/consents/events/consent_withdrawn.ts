import { ConsentEvent } from './consent_event.js'

export default class ConsentWithdrawn extends ConsentEvent {}
