import { DateTime } from 'luxon'
import { Temporal } from 'temporal-polyfill'
import { RecurrenceSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { eachDate, type WhenTaken } from '#calendar/repeating/each_date'
import type { Plan } from '#calendar/plan'
import { occurrences, readRule, type Rule, ruleText } from '#calendar/repeating/recurrence'
import { RuleChange } from '#calendar/repeating/rule_change'
import { SeriesChange } from '#calendar/repeating/series_change'
import { SeriesShift } from '#calendar/repeating/series_shift'
import { Taken } from '#calendar/taken'
import { closedWalls, type PlannedDate, takenDates } from '#calendar/repeating/taken_dates'
import type { WallTime } from '#calendar/wall_time'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import Appointment from './appointment.js'
import type Client from './client.js'

/** Of a series: from this occurrence on, or every one that is still to come. */
export const SCOPES = ['later', 'all'] as const
export type Scope = (typeof SCOPES)[number]
/** The occurrence that somebody took hold of, and which others they mean with it. */
export type Part = { appointment: Appointment; scope: Scope }

type By = { by: Actor }
type Booking = By & {
  clients?: readonly Client[]
  despite?: readonly string[] | null
  onTaken: WhenTaken
  requestKey?: string | null
  /** Those of the rule's dates that are meant, where some are left out. */
  walls?: readonly WallTime[]
}
/** What was booked or changed, and the dates on which that was not possible. */
type Outcome = { appointments: Appointment[]; skipped: PlannedDate[] }

/**
 * The rule by which appointments repeat. Each of them is a row of its own, so that each is kept from being
 * booked twice: docs/decisions/0010-no-double-booking.md.
 */
export default class Recurrence extends RecurrenceSchema {
  /** Which dates a rule gives, and which of them are taken at this moment. */
  static async preview(plan: Plan, rule: Rule): Promise<PlannedDate[]> {
    return takenDates(plan, occurrences(plan.wall, rule))
  }

  /**
   * Books all of it or nothing. The caller has looked at the rule with `problemOf`.
   *
   * @throws DatesTaken when dates are taken and that is to be refused, or none is free
   */
  static async book(
    plan: Plan,
    rule: Rule,
    { requestKey, walls, ...booking }: Booking
  ): Promise<Outcome> {
    return transaction(async () => {
      const known = requestKey && (await Appointment.findBy('requestKey', requestKey))
      if (known) return { appointments: await seriesOf(known), skipped: [] }
      const { id } = await this.create({
        rule: ruleText(plan.wall, rule),
        wallStart: plan.wall,
        zone: clinicSettings.read().timeZone,
      })
      const outcome = await bookEach(id, plan, walls ?? occurrences(plan.wall, rule), booking)
      if (requestKey) await outcome.appointments[0].merge({ requestKey }).save()
      return outcome
    })
  }

  /** The rule by which an appointment repeats, if it does. */
  static async of({ recurrenceId }: Appointment): Promise<Recurrence | null> {
    return recurrenceId ? this.findOrFail(recurrenceId) : null
  }

  get readableRule(): Rule {
    return readRule(this.rule)
  }

  /**
   * Changes this occurrence and those after it, or every one that is still to come; what has begun stays as it was. All
   * move by as much as this one. One that was moved by itself before keeps its time.
   *
   * @param onTaken `skip` leaves those where they are whose new time is taken
   * @throws DatesTaken
   */
  async change(part: Part, to: Partial<Plan>, by: By & { onTaken: WhenTaken }): Promise<Outcome> {
    return transaction(async () => {
      const steps = await this.stepsTo(part, to)
      if (!steps.length) return { appointments: [], skipped: [] }
      const shift = shiftOf(part.appointment, to)
      const { id } = await this.partFrom(steps[0].row.ruleWall!, part.scope, shift)
      // Those in front go first: nobody steps onto the place of another who is still there.
      if (shift.isForward) steps.reverse()
      return new SeriesChange(part.appointment, to).make(steps, { recurrenceId: id, ...by })
    })
  }

  /** Where each of them goes with such a change, in the order of the rule. */
  async stepsTo(part: Part, to: Partial<Plan>) {
    const rows = await this.toCome(part)
    const walls = rows.map(({ ruleWall }) => ruleWall!)
    const places = rows.length
      ? shiftOf(part.appointment, to).plan(walls, this.readableRule)
      : new Map<WallTime, WallTime>()
    const change = new SeriesChange(part.appointment, to)
    return rows.map((row) => ({ ...change.stepOf(row, places.get(row.ruleWall!)!), row }))
  }

  /**
   * What another rule would do to this occurrence and those after it, or to all that are still to come; null if it is itself
   * not to come any more.
   */
  async ruleChange(part: Part, to: Partial<Plan>, rule: Rule): Promise<RuleChange | null> {
    const rows = await this.toCome(part)
    const ids = new Set(rows.map(({ id }) => id))
    if (!ids.has(part.appointment.id)) return null
    const all = await Appointment.query().where('recurrence_id', this.id).select('id', 'rule_wall')
    const settled = all
      .filter(({ id }) => !ids.has(id))
      .map(({ ruleWall }) => ruleWall!.slice(0, 10))
    const shift = shiftOf(part.appointment, to)
    return new RuleChange({ chosen: part.appointment, to, rule, shift }, rows, new Set(settled))
  }

  /**
   * Gives them another rule. The caller has looked at its `problem`.
   *
   * @param onlyOpen leaves out the new dates on which nobody works
   * @throws DatesTaken
   */
  async follow(
    part: Part,
    to: Partial<Plan>,
    rule: Rule,
    { onlyOpen, ...by }: By & { onTaken: WhenTaken; onlyOpen?: boolean }
  ) {
    return transaction(async () => {
      const change = await this.ruleChange(part, to, rule)
      if (!change) return this.change(part, to, by)
      const { memberId, minutes } = part.appointment
      const plan = { memberId, minutes, ...to, wall: change.start }
      const leftOut = onlyOpen ? await closedWalls(plan, change.added) : undefined
      for (const row of change.dropped) {
        await row.cancel(null, by)
        // It is no date of the series any more: another rule may bring a new one there.
        await row.merge({ recurrenceId: null, ruleWall: null }).save()
      }
      const { id } = await this.splitAt(change.from, change.start, change.rule)
      const series = new SeriesChange(part.appointment, to)
      return series.make(change.steps(leftOut), { recurrenceId: id, ...by })
    })
  }

  /** Cancels this occurrence and those after it, or every one that is still to come. */
  async cancel(part: Part, reason: string | null, by: By): Promise<Appointment[]> {
    return transaction(async () => {
      const rows = await this.toCome(part)
      for (const row of rows) await row.cancel(reason, by)
      if (rows.length) await this.endBefore(rows[0].ruleWall!)
      return rows
    })
  }

  /** What a change or a cancellation is about, in the order of the rule. */
  async toCome({ appointment, scope }: Part): Promise<Appointment[]> {
    const rows = Appointment.query()
      .where('recurrence_id', this.id)
      .whereIn('status', ['booked', 'requested'])
      .where('starts_at', '>', DateTime.utc().toISO())
      .orderBy('rule_wall')
    if (scope === 'later') rows.where('rule_wall', '>=', appointment.ruleWall!)
    return rows
  }

  /** The series of what is changed: one of its own from this occurrence on, unless it stays the same rule or there were none before. */
  private async partFrom(first: WallTime, scope: Scope, shift: SeriesShift): Promise<Recurrence> {
    if (scope === 'all' && shift.isNone) return this
    const rule = shift.ruleFrom(first, this.readableRule)
    if (rule.count) rule.count -= this.countBefore(first)
    return this.splitAt(first, shift.shifted(first), rule)
  }

  private async splitAt(first: WallTime, wallStart: WallTime, rule: Rule): Promise<Recurrence> {
    const values = { rule: ruleText(wallStart, rule), wallStart, zone: this.zone }
    if (!this.countBefore(first)) return (this as Recurrence).merge(values).save()
    await this.endBefore(first)
    return Recurrence.create(values)
  }

  private async endBefore(first: WallTime) {
    if (!this.countBefore(first)) return
    const until = Temporal.PlainDate.from(first).subtract({ days: 1 }).toString()
    const rule = { ...this.readableRule, count: null, until }
    await (this as Recurrence).merge({ rule: ruleText(this.wallStart, rule) }).save()
  }

  private countBefore(first: WallTime) {
    return occurrences(this.wallStart, this.readableRule).filter((wall) => wall < first).length
  }
}

async function bookEach(
  recurrenceId: string,
  plan: Plan,
  walls: readonly WallTime[],
  { onTaken, clients = [], by, despite }: Booking
): Promise<Outcome> {
  // Too many for a group are so on every date, and not because of others.
  const isCrowded = clients.length > (plan.capacity ?? 1)
  if (isCrowded && onTaken !== 'overbook') throw new Taken('capacity')
  const { done, skipped } = await eachDate(
    walls.map((wall) => ({ wall })),
    onTaken,
    ({ wall }, overbook) =>
      Appointment.book(
        { ...plan, wall, overbook: overbook || isCrowded },
        { by, clients, despite, recurrenceId }
      )
  )
  return { appointments: done, skipped }
}

function seriesOf({ recurrenceId }: Appointment) {
  return Appointment.query().where('recurrence_id', recurrenceId!).orderBy('rule_wall').exec()
}

function shiftOf({ ruleWall, wallStart }: Appointment, { wall = wallStart }: Partial<Plan>) {
  return new SeriesShift(wall === wallStart ? wall : ruleWall!, wall)
}
