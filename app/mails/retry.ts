import { DateTime } from 'luxon'

/** Minutes between one try and the next: soon for a greylisting server, then rarer, for three days in all. */
const DELAYS = [1, 5, 15, 30, 60, 120, 240, 480, 720, 1080, 1440]

/** When to try again after so many tries in vain, or null when it is enough. */
export function nextTry(attempts: number, now = DateTime.utc()): DateTime | null {
  const minutes = DELAYS[attempts - 1]
  return minutes === undefined ? null : now.plus({ minutes })
}
