import { Settings as Clock } from 'luxon'
import { currentClinic } from '#clinics/clinic_in_hand'
import { networkOf } from '#clinics/network'

/** More addresses than a clinic has visitors in an hour; a flood makes it forget the oldest. */
const MOST_KEYS = 20_000
/** So often in an hour a mail asks the same person whether it was they who typed their address. */
const MOST_QUESTIONS = 5
/** So often in an hour somebody books, or waits, at once with the same address; a family on its first evening does. */
const MOST_CERTAIN = 5

const counts = new Map<string, { count: number; until: number }>()

/**
 * Counts what comes from one network, in memory: nobody's address is stored for it.
 *
 * @param most how often is fine; 0 is any number
 * @returns whether this time is
 */
export function isWithin(what: string, address: string | null, most: number, minutes: number) {
  return !most || count(`${what} ${address && networkOf(address)}`, minutes) <= most
}

/**
 * Whether one more mail may ask this person to confirm something. Who is asked too often is left in peace, and the page does not
 * say so: it would tell that somebody else has typed the address.
 */
export function mayWriteTo(email: string) {
  return count(`mails ${email}`, 60) <= MOST_QUESTIONS
}

/** Whether so few have booked with this address lately that its owner need not be asked: whoever shows work could type anybody's. */
export function isUnsuspicious(email: string) {
  return count(`certain ${email}`, 60) <= MOST_CERTAIN
}

export function forgetCounts() {
  counts.clear()
}

function count(what: string, minutes: number) {
  const key = `${currentClinic().id} ${what}`
  const now = Clock.now()
  const known = counts.get(key)
  const counted = known && known.until > now ? known : begin(key, now + minutes * 60_000)
  return ++counted.count
}

function begin(key: string, until: number) {
  counts.delete(key)
  if (counts.size >= MOST_KEYS) counts.delete(counts.keys().next().value!)
  const counted = { count: 0, until }
  counts.set(key, counted)
  return counted
}
