import AppointmentEvent from './appointment_event.js'

export default class AppointmentMoved extends AppointmentEvent {}
