import { Temporal } from 'temporal-polyfill'
import { occurrences, type Rule } from './recurrence.js'
import type { WallTime } from '#calendar/wall_time'

/** Two dates of one rule about months are four weeks apart, and a third Tuesday a week from the third Wednesday at most. */
const NEAR_DAYS = 10

/**
 * How a series moves when one of its occurrences is moved from one wall time to another: all by as much, by the clock on
 * the wall. A rule about a weekday of the month follows its new weekday: from the third Tuesday to
 * the third Wednesday, which is not always the day after.
 */
export class SeriesShift {
  private by: Temporal.Duration

  constructor(from: WallTime, to: WallTime) {
    this.by = Temporal.PlainDateTime.from(from).until(to, { largestUnit: 'days' })
  }

  get isNone() {
    return this.by.blank
  }

  get isForward() {
    return this.by.sign > 0
  }

  /** The same wall time, moved. */
  shifted(wall: WallTime): WallTime {
    return Temporal.PlainDateTime.from(wall).add(this.by).toString().slice(0, 16)
  }

  /** The rule that gives what the moved series is. */
  ruleFrom(start: WallTime, rule: Rule): Rule {
    const days = daysBetween(start, this.shifted(start))
    return {
      ...rule,
      ...(rule.weekdays && {
        weekdays: rule.weekdays.map((weekday) => ((((weekday - 1 + days) % 7) + 7) % 7) + 1),
      }),
      ...(rule.until && {
        until: Temporal.PlainDate.from(rule.until).add({ days }).toString(),
      }),
    }
  }

  /** Where each of these goes, when the series starts at the first of them. */
  plan(walls: readonly WallTime[], rule: Rule): Map<WallTime, WallTime> {
    const [start] = walls
    const endless = { ...this.ruleFrom(start, rule), until: null, count: null }
    const found = rule.unit === 'month' ? occurrences(this.shifted(start), endless) : []
    return new Map(
      walls.map((wall) => {
        const shifted = this.shifted(wall)
        return [wall, found.find((other) => isNear(other, shifted)) ?? shifted]
      })
    )
  }
}

function daysBetween(one: WallTime, other: WallTime) {
  const [from, to] = [one, other].map((wall) => Temporal.PlainDateTime.from(wall).toPlainDate())
  return from.until(to).days
}

function isNear(one: WallTime, other: WallTime) {
  return Math.abs(daysBetween(one, other)) <= NEAR_DAYS
}
