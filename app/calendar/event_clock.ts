import ICAL from 'ical.js'
import { DateTime, IANAZone } from 'luxon'
import { momentOf, type WallTime } from './wall_time.js'

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

  get isAllDay() {
    return this.from.isDate
  }

  /** What the event's own clock shows when it begins. */
  get wall(): WallTime {
    return wallText(this.from)
  }

  get start(): DateTime {
    return this.momentOf(this.wall)
  }

  /** How long it takes, by the end or the length that it says; 0 when it says neither. */
  get minutes(): number {
    const end = this.event.getFirstPropertyValue('dtend')
    if (end instanceof ICAL.Time) {
      const clock = this.isInUtc(end) ? utcMoment(end) : this.momentOf(wallText(end))
      return Math.ceil(clock.diff(this.start).as('minutes'))
    }
    const length = this.event.getFirstPropertyValue('duration')
    return length instanceof ICAL.Duration ? Math.ceil(length.toSeconds() / 60) : 0
  }

  /** The moment of a wall time of this event's clock. */
  momentOf(wall: WallTime): DateTime {
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
