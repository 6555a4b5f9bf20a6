import type { Actor } from '#audit/actor'
import Appointment from '#models/appointment'
import type Client from '#models/client'
import { eachDate, type WhenTaken } from './each_date.js'
import { isElsewhere, type Plan } from '#calendar/plan'
import type { PlannedDate } from './taken_dates.js'
import type { WallTime } from '#calendar/wall_time'

/** One occurrence: where the rule puts it from now on, and where it goes. Without a row it is a new one. */
export type Step = { row: Appointment | null; ruleWall: WallTime; wall: WallTime }

type Asked = { recurrenceId: string; by: Actor; onTaken: WhenTaken }

/**
 * One change to many occurrences of a series.
 *
 * @property chosen the one that somebody took hold of: it goes exactly where they put it, and new ones are like it
 */
export class SeriesChange {
  constructor(
    private chosen: Appointment,
    private to: Partial<Plan>
  ) {}

  /** Where one goes that the rule puts there: one that was moved by itself keeps its time. */
  stepOf(row: Appointment, ruleWall: WallTime): Step {
    if (row.id === this.chosen.id) return { row, ruleWall, wall: this.to.wall ?? row.wallStart }
    return { row, ruleWall, wall: row.isMovedByItself ? row.wallStart : ruleWall }
  }

  /**
   * @param recurrenceId the series to which they belong from now on
   * @throws DatesTaken
   */
  async make(
    steps: readonly Step[],
    { recurrenceId, by, onTaken }: Asked
  ): Promise<{ appointments: Appointment[]; skipped: PlannedDate[] }> {
    const clients = steps.some(({ row }) => !row) ? await this.clients() : []
    const { done, skipped } = await eachDate(steps, onTaken, (step, overbook) =>
      step.row
        ? this.changeOne(step.row, step, { recurrenceId, by, overbook })
        : this.bookOne(step.wall, clients, { recurrenceId, by, overbook })
    )
    return { appointments: done, skipped }
  }

  private async changeOne(
    row: Appointment,
    { wall, ruleWall }: Step,
    { recurrenceId, by, overbook }: Omit<Asked, 'onTaken'> & { overbook: boolean }
  ) {
    const { serviceId, title, note, capacity, ...rest } = this.to
    const about = Object.entries({ serviceId, title, note, capacity })
    const target = { ...rest, wall }
    try {
      // One that goes elsewhere is overbooked there only if that is meant.
      await row.move({ ...target, ...(isElsewhere(row, target) && { overbook }) }, { by })
      await row.revise(Object.fromEntries(about.filter(([, value]) => value !== undefined)), { by })
    } finally {
      // One that stays where it was is from now on one that was moved by itself.
      if (row.$isDirty) await row.refresh()
      await row.merge({ ruleWall, recurrenceId }).save()
    }
    return row
  }

  /** Each keeps its own note, and so a new one has that of none. */
  private bookOne(
    wall: WallTime,
    clients: readonly Client[],
    { recurrenceId, by, overbook }: Omit<Asked, 'onTaken'> & { overbook: boolean }
  ) {
    const { serviceId, memberId, locationId, roomId, title, capacity } = this.chosen
    const { minutes, bufferBefore, bufferAfter } = this.chosen
    const like = { serviceId, memberId, locationId, roomId, title, capacity }
    const plan = { ...like, minutes, bufferBefore, bufferAfter, ...this.to, wall }
    const isCrowded = clients.length > (plan.capacity ?? 1)
    return Appointment.book(
      { ...plan, overbook: overbook || isCrowded },
      { by, clients, recurrenceId }
    )
  }

  private async clients() {
    const seats = await this.chosen
      .related('attendances')
      .query()
      .whereIn('status', ['booked', 'arrived'])
      .preload('client')
    return seats.flatMap(({ client }) => client ?? [])
  }
}
