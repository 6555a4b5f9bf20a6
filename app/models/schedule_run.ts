import { DateTime } from 'luxon'
import { ScheduleRunSchema } from '#database/clinic/schema'
import { transaction } from '#clinics/transaction'

/** When a recurring task of the clinic ran last, and when it does again. */
export default class ScheduleRun extends ScheduleRunSchema {
  /** A task runs when its time has come, or when it never ran. */
  static async dueIds(ids: string[]) {
    const later = await this.query().where('due_at', '>', DateTime.utc().toISO()).select('id')
    const notYet = new Set(later.map(({ id }) => id))
    return new Set(ids.filter((id) => !notYet.has(id)))
  }

  /** Remembers a run. A task that failed waits for its next time like any other, so that it does no harm in a loop. */
  static async finished(id: string, everyMinutes: number, error: string | null) {
    const now = DateTime.utc()
    const values = { ranAt: now, dueAt: now.plus({ minutes: everyMinutes }), lastError: error }
    await transaction(async () => {
      const run = (await this.find(id)) ?? new ScheduleRun().merge({ id })
      await run.merge(values).save()
    })
  }
}
