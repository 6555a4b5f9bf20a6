import { uuidv7 } from 'uuidv7'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { utcNow } from '#models/columns'
import type Member from '#models/member'
import { clockTime } from '#calendar/clock_time'
import { digestOf } from './digest.js'
import { isValidOn, type WorkingSpan } from './working_days.js'
import { hoursOf, laidOver, weeksOf, without, type WorkingWeek } from './working_weeks.js'
import { weeklyHours } from './working_time.js'

/** `seen` is the digest of the hours that whoever changes them had before their eyes; without one, it does not matter. */
type Change = { by: Actor; seen?: string }

/** The weeks that a member works, now and as far as it is known ahead. */
export class WorkingHours {
  static async of(member: Member) {
    const hours = await weeklyHours([member.id])
    return new WorkingHours(member, weeksOf(hours.get(member.id) ?? []))
  }

  /** Of several members, in one query. */
  static async ofAll(members: readonly Member[]) {
    const hours = await weeklyHours(members.map(({ id }) => id))
    return members.map((member) => new WorkingHours(member, weeksOf(hours.get(member.id) ?? [])))
  }

  constructor(
    readonly member: Member,
    readonly weeks: readonly WorkingWeek[]
  ) {}

  /** Tells these hours from any others: shown with the form that changes them. */
  get digest() {
    return digestOf(this.weeks)
  }

  weekOn(date: string) {
    return this.weeks.find((week) => isValidOn(date, week)) ?? null
  }

  /** The week that begins to hold on this date; null means the one that always did. */
  weekFrom(validFrom: string | null) {
    return this.weeks.find((week) => week.validFrom === validFrom) ?? null
  }

  /**
   * From when until when the week says so, it holds; before and after, what held stays.
   *
   * @returns false, and changes nothing, when the hours are no longer those that were seen
   */
  lay(week: WorkingWeek, change: Change) {
    return this.replace(laidOver(this.weeks, week), week, change)
  }

  /**
   * Says something else instead of one of the weeks. Where the new one does not hold, the week before it goes on;
   * there is none before the first, which stays there as it was.
   *
   * @returns as `lay` does
   */
  revise(week: WorkingWeek, changed: WorkingWeek, change: Change) {
    const isFirst = this.weeks.indexOf(week) === 0
    const rest = isFirst ? this.weeks : without(this.weeks, week)
    return this.replace(laidOver(rest, changed), changed, change)
  }

  /**
   * Takes a week away; the one before it goes on instead.
   *
   * @returns as `lay` does
   */
  remove(week: WorkingWeek, change: Change) {
    return this.replace(without(this.weeks, week), week, change)
  }

  private replace(weeks: WorkingWeek[], changed: WorkingWeek, { by, seen }: Change) {
    const memberId = this.member.id
    const rows = hoursOf(weeks).map((each) => ({
      id: uuidv7(),
      member_id: memberId,
      location_id: each.locationId,
      weekday: each.weekday,
      ...clockSpan(each),
      valid_from: each.validFrom,
      valid_until: each.validUntil,
      created_at: utcNow(),
    }))
    const details = { from: changed.validFrom, until: changed.validUntil }
    return transaction(async () => {
      const stored = await WorkingHours.of(this.member)
      if (seen && seen !== stored.digest) return false
      await clinicClient().from('working_hours').where('member_id', memberId).delete()
      for (const row of rows) await clinicClient().insertQuery().table('working_hours').insert(row)
      await record({
        action: 'working_hours.changed',
        by,
        subject: { type: 'member', id: memberId },
        details,
      })
      return true
    })
  }
}

/** A span as its row keeps it: what a clock shows. */
export function clockSpan({ starts, ends }: Pick<WorkingSpan, 'starts' | 'ends'>) {
  return { starts: clockTime(starts), ends: clockTime(ends) }
}
