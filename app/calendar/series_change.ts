import type { Actor } from '#audit/actor'
import type Appointment from '#models/appointment'
import { eachDate, type WhenTaken } from './each_date.js'
import type { Plan } from './plan.js'
import type { Rule } from './recurrence.js'
import type { SeriesShift } from './series_shift.js'
import type { PlannedDate } from './taken_dates.js'
import type { WallTime } from './wall_time.js'

/** One occurrence: where the rule puts it now, and where it goes. */
type Step = { row: Appointment; ruleWall: WallTime; wall: WallTime }

/**
 * One change to many occurrences of a series.
 *
 * @property chosen the one that somebody took hold of: it goes exactly where they put it
 */
export class SeriesChange {
  constructor(
    private chosen: Appointment,
    private to: Partial<Plan>,
    private shift: SeriesShift
  ) {}

  /**
   * @param rows in the order of the rule
   * @param recurrenceId the series to which they belong from now on
   * @throws DatesTaken
   */
  async make(
    rows: readonly Appointment[],
    { rule, recurrenceId }: { rule: Rule; recurrenceId: string },
    { by, onTaken }: { by: Actor; onTaken: WhenTaken }
  ): Promise<{ appointments: Appointment[]; skipped: PlannedDate[] }> {
    const { done, skipped } = await eachDate(
      this.steps(rows, rule),
      onTaken,
      async (step, overbook) => {
        try {
          await this.changeOne(step, { by, overbook })
        } finally {
          // One that stays where it was is from now on one that was moved by itself.
          await this.rejoin(step, recurrenceId)
        }
        return step.row
      }
    )
    return { appointments: done, skipped }
  }

  /** Those in front go first: nobody steps onto the place of another who is still there. */
  private steps(rows: readonly Appointment[], rule: Rule): Step[] {
    const plan = this.shift.plan(
      rows.map(({ ruleWall }) => ruleWall!),
      rule
    )
    const steps = rows.map((row) => {
      const ruleWall = plan.get(row.ruleWall!)!
      return { row, ruleWall, wall: this.wallFor(row, ruleWall) }
    })
    return this.shift.isForward ? steps.reverse() : steps
  }

  private wallFor(row: Appointment, ruleWall: WallTime) {
    if (row.id === this.chosen.id) return this.to.wall ?? row.wallStart
    return row.isMovedByItself ? row.wallStart : ruleWall
  }

  private async changeOne({ row, wall }: Step, { by, overbook }: { by: Actor; overbook: boolean }) {
    const { serviceId, title, note, capacity, ...place } = this.to
    const about = Object.entries({ serviceId, title, note, capacity })
    await row.move({ ...place, wall, ...(overbook && { overbook }) }, { by })
    await row.revise(Object.fromEntries(about.filter(([, value]) => value !== undefined)), { by })
  }

  private async rejoin({ row, ruleWall }: Step, recurrenceId: string) {
    if (row.$isDirty) await row.refresh()
    row.merge({ ruleWall, recurrenceId })
    await row.save()
  }
}
