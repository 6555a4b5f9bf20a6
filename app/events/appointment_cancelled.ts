import AppointmentEvent from './appointment_event.js'

export default class AppointmentCancelled extends AppointmentEvent {}
