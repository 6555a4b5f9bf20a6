import { AppointmentEvent } from '#calendar/appointment_event'

export default class AppointmentBooked extends AppointmentEvent {}
