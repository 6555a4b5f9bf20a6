import { DateTime } from 'luxon'
import { Temporal } from 'temporal-polyfill'
import { RecurrenceSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { eachDate, type WhenTaken } from '#calendar/each_date'
import type { Plan } from '#calendar/plan'
import { occurrences, readRule, type Rule, ruleText } from '#calendar/recurrence'
import { SeriesChange } from '#calendar/series_change'
import { SeriesShift } from '#calendar/series_shift'
import { Taken } from '#calendar/taken'
import { type PlannedDate, takenDates } from '#calendar/taken_dates'
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
type Booking = By & { clients?: readonly Client[]; onTaken: WhenTaken; requestKey?: string | null }
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
  static async book(plan: Plan, rule: Rule, { requestKey, ...booking }: Booking): Promise<Outcome> {
    return transaction(async () => {
      const known = requestKey && (await Appointment.findBy('requestKey', requestKey))
      if (known) return { appointments: await seriesOf(known), skipped: [] }
      const { id } = await this.create({
        rule: ruleText(plan.wall, rule),
        wallStart: plan.wall,
        zone: clinicSettings.read().timeZone,
      })
      const outcome = await bookEach(id, plan, occurrences(plan.wall, rule), booking)
      if (requestKey) await outcome.appointments[0].merge({ requestKey }).save()
      return outcome
    })
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
      const rows = await this.toCome(part)
      if (!rows.length) return { appointments: [], skipped: [] }
      const rule = this.readableRule
      const shift = shiftOf(part.appointment, to)
      const { id } = await this.partFrom(rows[0].ruleWall!, part.scope, shift)
      const change = new SeriesChange(part.appointment, to, shift)
      return change.make(rows, { rule, recurrenceId: id }, by)
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
    const before = this.countBefore(first)
    const rule = shift.ruleFrom(first, this.readableRule)
    if (rule.count) rule.count -= before
    const wallStart = shift.shifted(first)
    const values = { rule: ruleText(wallStart, rule), wallStart, zone: this.zone }
    if (!before) return (this as Recurrence).merge(values).save()
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
  walls: WallTime[],
  { onTaken, clients = [], by }: Booking
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
        { by, clients, recurrenceId }
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
