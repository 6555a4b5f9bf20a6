import { RecurrenceSchema } from '#database/clinic/schema'

/** The rule by which appointments repeat. Each of them is a row of its own, so that each is kept from being booked twice. */
export default class Recurrence extends RecurrenceSchema {}
