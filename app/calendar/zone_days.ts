import { addDays } from './dates.js'
import { minuteOf, momentOf, wallOf } from './wall_time.js'
import { clockTime } from './clock_time.js'

const MINUTES = 24 * 60
/** Some years of a few zones. */
const MOST_DAYS = 5000

const known = new Map<string, ZoneDay>()

/**
 * What the clocks of a zone do on one date, in whole minutes since 1970 in UTC. Almost every day has 24 hours,
 * and then this is an addition; the others ask Temporal. Kept, because converting is what
 * costs most when a month of free times is computed.
 */
export class ZoneDay {
  /** @param zone an IANA name; @param date ISO 8601 */
  static of(zone: string, date: string): ZoneDay {
    const key = `${zone} ${date}`
    let day = known.get(key)
    if (!day) {
      if (known.size >= MOST_DAYS) known.clear()
      known.set(key, (day = new ZoneDay(zone, date)))
    }
    return day
  }

  /** The first minute of the date, and of the date after it. */
  readonly from: number
  readonly until: number
  private grids = new Map<number, number[]>()

  private constructor(
    private zone: string,
    readonly date: string
  ) {
    this.from = minuteOf(momentOf(`${date}T00:00`, zone))
    this.until = minuteOf(momentOf(`${addDays(date, 1)}T00:00`, zone))
  }

  /** The moment of what the clocks show so many minutes after midnight; where they skip or repeat it, as `momentOf` has it. */
  at(clock: number): number {
    if (clock >= MINUTES) return this.until
    return this.isPlain ? this.from + clock : minuteOf(this.moment(clock))
  }

  /** When the clocks show a full step of the grid, in order: what they skip is left out, what they show twice is there once. */
  steps(grid: number): readonly number[] {
    let steps = this.grids.get(grid)
    if (!steps) this.grids.set(grid, (steps = this.makeSteps(grid)))
    return steps
  }

  private makeSteps(grid: number) {
    const clocks = Array.from({ length: Math.ceil(MINUTES / grid) }, (_, index) => index * grid)
    return clocks.filter((clock) => this.shows(clock)).map((clock) => this.at(clock))
  }

  private shows(clock: number) {
    return this.isPlain || wallOf(this.moment(clock), this.zone) === this.wall(clock)
  }

  private moment(clock: number) {
    return momentOf(this.wall(clock), this.zone)
  }

  private wall(clock: number) {
    return `${this.date}T${clockTime(clock)}`
  }

  private get isPlain() {
    return this.until - this.from === MINUTES
  }
}

/** When the clocks of a zone show a full step of the grid on these dates, in order. */
export function stepsOf(dates: readonly string[], grid: number, zone: string): number[] {
  return dates.flatMap((date) => ZoneDay.of(zone, date).steps(grid))
}
