import { IANAZone } from 'luxon'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/**
 * What a zone's clocks show at many moments of a few weeks. To ask the zone costs a few microseconds, which a
 * week of 200 appointments feels: so it is asked at the two ends of each day, and about a
 * moment itself only on the days on which the clocks change.
 */
export class WallClock {
  private zone: IANAZone
  private offsets = new Map<number, number | null>()

  /** @param zone an IANA name: `Europe/Copenhagen` */
  constructor(zone: string) {
    this.zone = IANAZone.create(zone)
  }

  /**
   * The wall time of a moment.
   *
   * @param moment ISO 8601 in UTC, as the database keeps it
   */
  at(moment: string) {
    const millis = Date.parse(moment)
    return new Date(millis + this.offset(millis) * MINUTE_MS).toISOString().slice(0, 16)
  }

  private offset(millis: number) {
    const day = Math.floor(millis / DAY_MS)
    let offset = this.offsets.get(day)
    if (offset === undefined) {
      const [first, last] = [
        this.zone.offset(day * DAY_MS),
        this.zone.offset((day + 1) * DAY_MS - 1),
      ]
      offset = first === last ? first : null
      this.offsets.set(day, offset)
    }
    return offset ?? this.zone.offset(millis)
  }
}
