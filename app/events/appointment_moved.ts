import { AppointmentEvent } from '#calendar/appointment_event'

export default class AppointmentMoved extends AppointmentEvent {}
