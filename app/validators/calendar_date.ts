import vine from '@vinejs/vine'

const EARLIEST = '2000-01-01'
const LATEST = '2100-01-01'

/** A calendar date as ISO 8601, which is also what `<input type="date">` sends: `2027-06-15`. */
export const calendarDate = vine.createRule((value, _, field) => {
  const date = String(value)
  const isReal = /^\d{4}-\d{2}-\d{2}$/.test(date) && isOnCalendar(date)
  if (!isReal || date < EARLIEST || date >= LATEST)
    field.report('The {{ field }} field must be a date', 'date', field)
})

/** What a clock shows: `09:30`. */
export const clockTime = vine.createRule((value, _, field) => {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(String(value)))
    field.report('The {{ field }} field must be a time', 'clock', field)
})

function isOnCalendar(date: string) {
  const parsed = new Date(date)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}
