import { AppointmentEvent } from '#calendar/appointment_event'

export default class AppointmentCancelled extends AppointmentEvent {}
