import { clinicClient } from '#clinics/database'
import Holiday from '#models/holiday'
import { addDays } from '#calendar/dates'

export type ListedHoliday = { holiday: Holiday; appointments: number }

/** The holidays from a date on, by year, each with how much is booked on it all the same. */
export async function holidaysFrom(date: string): Promise<[string, ListedHoliday[]][]> {
  const holidays = await Holiday.query().where('date', '>=', date).orderBy('date')
  if (!holidays.length) return []
  const booked = await appointmentsBetween(holidays[0].date, holidays.at(-1)!.date)
  const listed = holidays.map((holiday) => ({
    holiday,
    appointments: booked.get(holiday.date) ?? 0,
  }))
  return [...Map.groupBy(listed, ({ holiday }) => holiday.date.slice(0, 4))]
}

/** What the holidays in some dates are called, both included, by date. */
export async function holidayNames({ from, until }: { from: string; until: string }) {
  const rows: { date: string; name: string }[] = await clinicClient()
    .from('holidays')
    .select('date', 'name')
    .whereBetween('date', [from, until])
  return Object.fromEntries(rows.map(({ date, name }) => [date, name])) as Partial<
    Record<string, string>
  >
}

/** By wall date. The index is over moments, so a day more on each side, for zones. */
async function appointmentsBetween(from: string, until: string) {
  const rows: { date: string; count: number }[] = await clinicClient()
    .from('appointments')
    .whereNotIn('status', ['cancelled', 'missed', 'held'])
    .whereBetween('starts_at', [addDays(from, -1), addDays(until, 2)])
    .select(clinicClient().raw('substr(wall_start, 1, 10) as date'))
    .groupBy('date')
    .count('* as count')
  return new Map(rows.map(({ date, count }) => [date, count]))
}
