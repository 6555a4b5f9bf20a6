import type Appointment from '#models/appointment'
import { addDays, weekdayOf } from '#calendar/dates'
import type { Plan } from '#calendar/plan'
import {
  occurrences,
  positionInMonth,
  problemOf,
  type Rule,
  type RuleProblem,
  weekdaysOf,
} from './recurrence.js'
import { SeriesChange, type Step } from './series_change.js'
import type { SeriesShift } from './series_shift.js'
import type { WallTime } from '#calendar/wall_time'

type Change = {
  /** The one that somebody took hold of; it is among the rows. */
  chosen: Appointment
  to: Partial<Plan>
  rule: Rule
  shift: SeriesShift
}

/**
 * Another rule for what is still to come of a series. On dates that stay, the appointments stay; those whose dates fall
 * away are cancelled; dates that are new are booked.
 *
 * @property start when the rule begins: with the first of the rows, or with the chosen one where the rule leaves that out
 */
export class RuleChange {
  readonly rule: Rule
  /** The first date, by the rule before, of what changes. */
  readonly from: WallTime
  readonly start: WallTime
  readonly walls: WallTime[]
  readonly dropped: Appointment[]
  readonly kept: Step[]
  readonly problem: RuleProblem | 'without_this' | null

  /**
   * @param rows what is still to come, in the order of the rule
   * @param settled dates on which the series has something that stays as it is, cancelled by itself for example
   */
  constructor(
    { chosen, to, rule, shift }: Change,
    rows: readonly Appointment[],
    private settled: ReadonlySet<string>
  ) {
    const anchor = shift.shifted(chosen.ruleWall!)
    this.rule = { ...rule, ...(rule.unit === 'week' && { weekdays: weekdaysOf(anchor, rule) }) }
    this.from = rows[0].ruleWall!
    this.start = startOf(shift.shifted(this.from), anchor, this.rule)
    this.walls = occurrences(this.start, this.rule)
    const isLost = !this.walls.includes(anchor)
    this.problem = problemOf(this.start, this.rule) ?? (isLost ? 'without_this' : null)

    const change = new SeriesChange(chosen, to)
    const byDate = new Map(this.walls.map((wall) => [dateOf(wall), wall]))
    const found = rows.map((row) => ({
      row,
      wall: byDate.get(dateOf(shift.shifted(row.ruleWall!))),
    }))
    this.dropped = found.filter(({ wall }) => !wall).map(({ row }) => row)
    const kept = found.flatMap(({ row, wall }) => (wall ? change.stepOf(row, wall) : []))
    // Those in front go first: nobody steps onto the place of another who is still there.
    this.kept = shift.isForward ? kept.reverse() : kept
  }

  /** The appointments that it moves out of the way, or keeps. */
  get ids() {
    return [...this.dropped.map(({ id }) => id), ...this.kept.map(({ row }) => row!.id)]
  }

  /**
   * The new ones come last, when the others have made room.
   *
   * @param leftOut dates of the rule that are not meant
   */
  steps(leftOut: ReadonlySet<WallTime> = new Set()): Step[] {
    const added = this.added.filter((wall) => !leftOut.has(wall))
    return [...this.kept, ...added.map((wall) => ({ row: null, ruleWall: wall, wall }))]
  }

  /** The dates on which there is nothing of the series yet. */
  get added(): WallTime[] {
    const dates = new Set([...this.settled, ...this.kept.map(({ ruleWall }) => dateOf(ruleWall))])
    return this.walls.filter((wall) => !dates.has(dateOf(wall)))
  }
}

/** The first time, not before one and not after another, from which the rule comes to that other. */
function startOf(first: WallTime, anchor: WallTime, rule: Rule): WallTime {
  for (let date = dateOf(first); date < dateOf(anchor); date = addDays(date, 1))
    if (leadsTo(date, dateOf(anchor), rule)) return date + anchor.slice(10)
  return anchor
}

/** Whether a rule that begins on one date comes to another. Weeks begin on Monday. */
function leadsTo(from: string, to: string, { unit, every, weekdays, monthlyBy }: Rule) {
  if (unit === 'day') return daysBetween(from, to) % every === 0
  if (unit === 'week') {
    const days = daysBetween(from, to) + weekdayOf(from) - weekdayOf(to)
    return weekdays!.includes(weekdayOf(from)) && (days / 7) % every === 0
  }
  const isSameDay =
    monthlyBy === 'weekday'
      ? weekdayOf(from) === weekdayOf(to) && positionInMonth(from) === positionInMonth(to)
      : from.slice(8) === to.slice(8)
  return isSameDay && (monthOf(to) - monthOf(from)) % every === 0
}

function daysBetween(from: string, to: string) {
  return (Date.parse(to) - Date.parse(from)) / 864e5
}

function monthOf(date: string) {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
}

function dateOf(wall: WallTime) {
  return wall.slice(0, 10)
}
