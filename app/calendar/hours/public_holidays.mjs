/**
 * Prints the holidays of a country and year as JSON, and ends: the package takes 45 MB of memory, which the server
 * needs for nothing else. app/calendar/hours/public_holidays.ts starts it.
 */
import Holidays from 'date-holidays'

const [country, region, year, language] = process.argv.slice(2)
const calendar = new Holidays(...[country, region].filter(Boolean))
const regions = calendar.getStates(country, language) ?? {}
const holidays = calendar.getHolidays(Number(year), language) || []
const lines = holidays.map(({ date, start, end, name, type }) => ({
  date: date.slice(0, 10),
  days: Math.max(1, Math.round((end - start) / 86_400_000)),
  name,
  type,
}))
process.stdout.write(JSON.stringify({ regions, holidays: lines }))
