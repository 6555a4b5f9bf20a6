import { DateTime } from 'luxon'
import { clinicSettings } from '#clinics/settings'

/** Today on the clinic's wall calendar, as an ISO date. */
export function today() {
  return DateTime.now().setZone(clinicSettings.read().timeZone).toISODate()!
}

/** Whole years between two ISO dates. Who was born on 29 February gets older on 1 March. */
export function ageOn(day: string, birthDate: string) {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
