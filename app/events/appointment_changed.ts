import { AppointmentEvent } from '#calendar/appointment_event'

export default class AppointmentChanged extends AppointmentEvent {}
