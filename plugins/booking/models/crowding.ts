import { type DateTime, Settings as Clock } from 'luxon'
import type { Vacancy } from '#calendar/free/free_times'
import { currentClinic } from '#clinics/clinic_in_hand'
import { networkOf } from '#clinics/network'
import { bookingSettings } from '../settings.js'

/** So many times are kept for one network at once: a family, or an office at noon. */
const MOST_KEPT = 5
/** So much of what visitors can have of a day, or of a group, is kept for those who have not booked. */
const SHARE = 1 / 2

/** Until when each hold keeps its time, and for which network: in memory, so that nobody's address is stored for it. */
const kept = new Map<string, { network: string; until: number }>()

/**
 * Whether enough of that day, or of that group, is left to others if this is kept too: holding a time costs a visitor
 * nothing, and so nobody gets a whole day that way (docs/decisions/0036). One may always be kept.
 */
export function leavesEnough({ supply: { whole, now, after } }: Vacancy) {
  return now === whole || after >= whole * (1 - SHARE)
}

/** Whether fewer times are kept for this network than may be. */
export function isWithinItsShare(address: string | null) {
  if (!bookingSettings.read().perAddress) return true
  forgetWhatIsOver()
  const own = networkAt(address)
  return [...kept.values()].filter(({ network }) => network === own).length < MOST_KEPT
}

export function noteKept(holdId: string, address: string | null, until: DateTime) {
  kept.set(holdId, { network: networkAt(address), until: until.toMillis() })
}

/** It is kept for longer, and still for the network that chose it, wherever the form was sent from. */
export function noteProlonged(holdId: string, until: DateTime) {
  const known = kept.get(holdId)
  if (known) known.until = until.toMillis()
}

/** It has been booked, or given back. */
export function noteGone(holdId: string) {
  kept.delete(holdId)
}

export function forgetKept() {
  kept.clear()
}

function forgetWhatIsOver() {
  const now = Clock.now()
  for (const [holdId, { until }] of kept) if (until <= now) kept.delete(holdId)
}

function networkAt(address: string | null) {
  return `${currentClinic().id} ${address && networkOf(address)}`
}
