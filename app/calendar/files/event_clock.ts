import ICAL from 'ical.js'
import { DateTime, IANAZone } from 'luxon'
import { addDays } from '#calendar/dates'
import { momentOf, type WallTime } from '#calendar/wall_time'

export const DAY_MINUTES = 24 * 60

/**
 * When an event of a calendar file takes place. Its times are in a zone that everybody knows by name, in one that the
 * file itself describes, in UTC, or in none: then they are by the clocks of whoever reads it.
 */
export class EventClock {
  private from: ICAL.Time
  private tzid: string | undefined

  /** @throws when it has no beginning that can be read */
  constructor(
    private event: ICAL.Component,
    private ownZone: string
  ) {
    const property = event.getFirstProperty('dtstart')
    this.from = property?.getFirstValue() as ICAL.Time
    if (!(this.from instanceof ICAL.Time)) throw new TypeError('An event without a beginning')
    this.tzid = property?.getFirstParameter('tzid')
  }

  /** Whether it takes whole days, or longer than one. */
  get isAway() {
    return this.from.isDate || this.minutes > DAY_MINUTES
  }

  /** What the event's own clock shows when it begins. */
  get wall(): WallTime {
    return wallText(this.from)
  }

  get start(): DateTime {
    return this.momentOf(this.wall)
  }

  /** When an occurrence that begins at this wall time ends. A day is a day, also when clocks change in it. */
  endOf(wall: WallTime): DateTime {
    if (!this.from.isDate) return this.momentOf(wall).plus({ minutes: this.minutes })
    const days = Math.round(this.minutes / DAY_MINUTES)
    return this.momentOf(`${addDays(wall.slice(0, 10), days)}T00:00`)
  }

  /** How long it takes, by the end or the length that it says; 0 when it says neither. A date alone is a day. */
  get minutes(): number {
    const end = this.event.getFirstPropertyValue('dtend')
    if (end instanceof ICAL.Time) {
      const clock = this.isInUtc(end) ? utcMoment(end) : this.momentOf(wallText(end))
      return Math.ceil(clock.diff(this.start).as('minutes'))
    }
    const length = this.event.getFirstPropertyValue('duration')
    if (length instanceof ICAL.Duration) return Math.ceil(length.toSeconds() / 60)
    return this.from.isDate ? DAY_MINUTES : 0
  }

  /** The moment of a wall time of this event's clock. */
  momentOf(wall: WallTime): DateTime {
    // A date is the day of whoever reads it, wherever that is (RFC 5545, 3.3.4).
    if (this.from.isDate) return momentOf(wall, this.ownZone)
    if (this.isInUtc(this.from)) return momentOf(wall, 'UTC')
    if (this.tzid && IANAZone.isValidZone(this.tzid)) return momentOf(wall, this.tzid)
    const described = this.tzid && this.from.zone?.component ? this.from.zone : null
    if (!described) return momentOf(wall, this.ownZone)
    const time = ICAL.Time.fromDateTimeString(`${wall}:00`)
    time.zone = described
    return DateTime.fromSeconds(time.toUnixTime(), { zone: 'utc' })
  }

  /** What the event's own clock shows at a time that stands in the file, in UTC or as the event has it. */
  wallAt(time: ICAL.Time): WallTime {
    if (!this.isInUtc(time) || this.isInUtc(this.from)) return wallText(time)
    const zone = this.tzid && IANAZone.isValidZone(this.tzid) ? this.tzid : this.ownZone
    return utcMoment(time).setZone(zone).toFormat("yyyy-MM-dd'T'HH:mm")
  }

  private isInUtc({ zone }: ICAL.Time) {
    return zone === ICAL.Timezone.utcTimezone
  }
}

function utcMoment(time: ICAL.Time) {
  return momentOf(wallText(time), 'UTC')
}

function wallText({ year, month, day, hour, minute }: ICAL.Time): WallTime {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}
