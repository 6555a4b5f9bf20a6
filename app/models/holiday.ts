import { HolidaySchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'

type By = { by: Actor }
type Day = { date: string; name: string }

/** A date on which the clinic is closed. A member may work all the same, by an exception for the date. */
export default class Holiday extends HolidaySchema {
  /** Closes the clinic on these dates. One that is closed already stays as it is called. */
  static async close(days: readonly Day[], { by }: By): Promise<Holiday[]> {
    return transaction(async () => {
      const known = await this.query().whereIn(
        'date',
        days.map(({ date }) => date)
      )
      const closed = new Set(known.map(({ date }) => date))
      const added = days.filter(({ date }) => !closed.has(date))
      const holidays: Holiday[] = []
      for (const { date, name } of added) holidays.push(await this.create({ date, name }))
      if (added.length)
        await record({
          action: 'holidays.added',
          by,
          details: { dates: added.map(({ date }) => date) },
        })
      return holidays
    })
  }

  /** The clinic is open on this date again. */
  async open({ by }: By) {
    await transaction(async () => {
      await this.delete()
      await record({ action: 'holidays.removed', by, details: { dates: [this.date] } })
    })
  }
}
