import { Settings as Clock } from 'luxon'
import { currentClinic } from '#clinics/clinic_in_hand'

/** More addresses than a clinic has visitors in an hour; a flood makes it forget the oldest. */
const MOST_KEYS = 20_000

const counts = new Map<string, { count: number; until: number }>()

/**
 * Counts what comes from one network address, in memory: nobody's address is stored for it.
 *
 * @param most how often is fine; 0 is any number
 * @returns whether this time is
 */
export function isWithin(what: string, address: string | null, most: number, minutes: number) {
  if (!most) return true
  const key = `${currentClinic().id} ${what} ${address}`
  const now = Clock.now()
  const known = counts.get(key)
  const counted = known && known.until > now ? known : begin(key, now + minutes * 60_000)
  counted.count++
  return counted.count <= most
}

export function forgetCounts() {
  counts.clear()
}

function begin(key: string, until: number) {
  counts.delete(key)
  if (counts.size >= MOST_KEYS) counts.delete(counts.keys().next().value!)
  const counted = { count: 0, until }
  counts.set(key, counted)
  return counted
}
