import AppointmentEvent from './appointment_event.js'

export default class AppointmentChanged extends AppointmentEvent {}
