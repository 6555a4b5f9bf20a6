import AppointmentEvent from './appointment_event.js'

export default class AppointmentBooked extends AppointmentEvent {}
