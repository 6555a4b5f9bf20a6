import { HourExceptionSchema } from '#database/clinic/schema'

/** Other hours of one member on one date; one row without hours says that nobody works. See app/calendar/hours/hour_exceptions.ts. */
export default class HourException extends HourExceptionSchema {}
