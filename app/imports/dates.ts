export type DateOrder = 'day' | 'month'
export type DateReading = { date: string; remark?: 'date_ambiguous' | 'century_guessed' }
export type DateProblem =
  'date_unreadable' | 'date_impossible' | 'date_future' | 'date_without_year'

const NUMBERS = /^(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d{2})$/
const YEAR_FIRST = /^(\d{4})([-./]?)(\d{1,2})\2(\d{1,2})$/
const DAY_MONTH_NAME = /^(\d{1,2})\.?[ -]?(\p{L}+)\.?[ -]?(\d{4}|\d{2})$/u
const MONTH_NAME_DAY = /^(\p{L}+)\.? ?(\d{1,2}),? (\d{4})$/u
const WITHOUT_YEAR = /^(--\d{2}-?\d{2}|\d{1,2}[-./]\d{1,2}\.?)$/

/** The first three letters tell the month apart in English, Danish and Norwegian. */
const MONTHS: Record<string, number> = {
  ...{ jan: 1, feb: 2, mar: 3, apr: 4, maj: 5, mai: 5, may: 5, jun: 6 },
  ...{ jul: 7, aug: 8, sep: 9, okt: 10, oct: 10, nov: 11, dec: 12, des: 12 },
}
const OLDEST_YEARS = 130

/**
 * Which comes first in the dates of a column. One day after the 12th decides. Where none does it is
 * the day, as everywhere in Europe, and that is certain only in a clinic that does not write English.
 */
export function guessDateOrder(
  cells: string[],
  locale: string
): { order: DateOrder; isCertain: boolean } {
  const dates = cells
    .map((cell) => NUMBERS.exec(withoutTime(cell)))
    .filter((match) => match !== null)
  const isDayFirst = dates.some(([, first, separator]) => Number(first) > 12 || separator === '.')
  const isMonthFirst = dates.some(([, , , second]) => Number(second) > 12)
  if (isDayFirst !== isMonthFirst) return { order: isDayFirst ? 'day' : 'month', isCertain: true }
  return { order: 'day', isCertain: !dates.length || locale !== 'en' }
}

/** Reads a date of birth however people write it. Years of two digits never lie in the future. */
export function readBirthDate(
  cell: string,
  { order, isCertain, today }: { order: DateOrder; isCertain: boolean; today: string }
): DateReading | DateProblem {
  const text = withoutTime(cell)
  if (WITHOUT_YEAR.test(text)) return 'date_without_year'

  const numbers = NUMBERS.exec(text)
  const parts = numbers ? inOrder(numbers, order) : (yearFirst(text) ?? monthName(text))
  if (!parts) return 'date_unreadable'

  const { year, isGuessed } = fullYear(parts.year, today)
  const date = [year, parts.month, parts.day].map((part) => String(part).padStart(2, '0')).join('-')
  if (!exists(date) || year < Number(today.slice(0, 4)) - OLDEST_YEARS) return 'date_impossible'
  if (date > today) return 'date_future'
  if (isGuessed) return { date, remark: 'century_guessed' }
  const isEither = numbers && parts.day <= 12 && parts.day !== parts.month && numbers[2] !== '.'
  return isEither && !isCertain ? { date, remark: 'date_ambiguous' } : { date }
}

type Parts = { year: string; month: number; day: number }

function inOrder([, first, , second, year]: RegExpExecArray, order: DateOrder): Parts {
  const [day, month] = order === 'day' ? [first, second] : [second, first]
  return { year, month: Number(month), day: Number(day) }
}

function yearFirst(text: string): Parts | null {
  const [, year, , month, day] = YEAR_FIRST.exec(text) ?? []
  if (year && Number(year) > 1800) return { year, month: Number(month), day: Number(day) }
  const compact = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text)
  return compact && { year: compact[3], month: Number(compact[2]), day: Number(compact[1]) }
}

function monthName(text: string): Parts | null {
  const [, day, name, year] = DAY_MONTH_NAME.exec(text) ?? []
  const [, nameBefore, dayAfter, yearAfter] = MONTH_NAME_DAY.exec(text) ?? []
  const month = MONTHS[(name ?? nameBefore ?? '').slice(0, 3).toLowerCase()]
  return month ? { year: year ?? yearAfter, month, day: Number(day ?? dayAfter) } : null
}

function fullYear(year: string, today: string) {
  if (year.length === 4) return { year: Number(year), isGuessed: false }
  const thisCentury = 2000 + Number(year)
  const isPossible = thisCentury <= Number(today.slice(0, 4))
  return { year: isPossible ? thisCentury : thisCentury - 100, isGuessed: isPossible }
}

function exists(date: string) {
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}

function withoutTime(cell: string) {
  return cell
    .trim()
    .replace(/[T ]\d{1,2}[:.]\d{2}.*$/, '')
    .replace(/\. +/g, '.')
    .replace(/\s+/g, ' ')
}
