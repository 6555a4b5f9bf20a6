import type { DateTime } from 'luxon'
import { Formats } from './formats.js'

/** A moment as mails tell it: “Monday … (Central European Time)”. */
export function whenOf(startsAt: DateTime, zone: string, locale: string) {
  return { startsAt, zone, zoneName: Formats.of(locale, zone).zone }
}
