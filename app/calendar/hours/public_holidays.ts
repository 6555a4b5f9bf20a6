import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { addDays } from '#calendar/dates'

/** A holiday that a country knows; `isPublic` where everybody has the day off. */
export type PublicHoliday = { date: string; name: string; isPublic: boolean }

/** Where and when: a country and perhaps one of its regions (ISO 3166-1, and -2 without the country), a year, a language of ours. */
export type HolidayQuestion = { country: string; region: string; year: number; locale: string }

export type HolidayAnswer = { regions: Record<string, string>; holidays: PublicHoliday[] }

type Line = { date: string; days: number; name: string; type: string }

const SCRIPT = fileURLToPath(new URL('public_holidays.mjs', import.meta.url))
const LONGEST = 20_000
const MOST_ANSWERS = 50
const run = promisify(execFile)
const known = new Map<string, Promise<HolidayAnswer>>()

/** The holidays of a year, in order, each date once. Asked in a process of its own, and kept: the answer does not change. */
export function publicHolidays(question: HolidayQuestion): Promise<HolidayAnswer> {
  const key = JSON.stringify(question)
  let answer = known.get(key)
  if (!answer) {
    if (known.size >= MOST_ANSWERS) known.clear()
    known.set(key, (answer = ask(question)))
    answer.catch(() => known.delete(key))
  }
  return answer
}

async function ask({ country, region, year, locale }: HolidayQuestion): Promise<HolidayAnswer> {
  // The package knows Norwegian by its old code.
  const language = locale === 'nb' ? 'no' : locale
  const { stdout } = await run(
    process.execPath,
    [SCRIPT, country, region, String(year), language],
    // Nothing of the server's environment, with its keys, is any business of a calendar.
    { timeout: LONGEST, env: {} }
  )
  const { regions, holidays } = JSON.parse(stdout) as {
    regions: Record<string, string>
    holidays: Line[]
  }
  return { regions, holidays: byDate(holidays) }
}

/** One that lasts several days is several dates, and two on one date have one name. */
export function byDate(lines: readonly Line[]): PublicHoliday[] {
  const days = lines.flatMap(({ date, days: count, name, type }) =>
    Array.from({ length: count }, (_, index) => ({ date: addDays(date, index), name, type }))
  )
  return [...Map.groupBy(days, ({ date }) => date)]
    .map(([date, own]) => ({
      date,
      name: [...new Set(own.map(({ name }) => name))].join(' / '),
      isPublic: own.some(({ type }) => type === 'public'),
    }))
    .toSorted((a, b) => a.date.localeCompare(b.date))
}
