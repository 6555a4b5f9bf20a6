import { addDays, datesBetween, weekdayOf } from '#calendar/dates'
import { freeTimes, timesOfAnyone } from '#calendar/free/free_times'
import { ZoneDay } from '#calendar/zone_days'
import { clinicSettings } from '#clinics/settings'
import { bookableDates, type Bookable, wishOf } from './rules.js'

type Asked = {
  service: Bookable
  memberId: string | null
  month?: unknown
  date?: unknown
  except?: string
}
type Day = { date: string; isFree: boolean; isChosen: boolean; isOutside: boolean }

/**
 * What a visitor chooses a time from: the days of a month, and the free times of one of them. A day without any looks
 * the same, whether it is closed, full or too far ahead.
 */
export class TimeChoice {
  /** The month and the day that were asked for, or the first in which something is free. */
  static async of({ month, date, ...asked }: Asked): Promise<TimeChoice> {
    const { first, last } = bookableDates()
    const wanted = monthOf(isDate(date) ? date : isMonth(month) ? `${month}-01` : null)
    if (wanted) return this.in(wanted < monthOf(first)! ? monthOf(first)! : wanted, asked, date)
    for (let each = monthOf(first)!; ; each = next(each)) {
      const choice = await this.in(each, asked, null)
      if (choice.times.length || next(each) > last.slice(0, 7)) return choice
    }
  }

  private static async in(month: string, asked: Omit<Asked, 'month' | 'date'>, date: unknown) {
    const { first, last } = bookableDates()
    const from = [first, `${month}-01`].sort()[1]
    const until = [last, endOf(month)].sort()[0]
    if (until < from) return new TimeChoice(month, new Map(), date)
    const times = timesOfAnyone(await freeTimes(wishOf({ ...asked, from, until })))
    return new TimeChoice(month, byDate(times, datesBetween(from, until)), date)
  }

  readonly date: string | null
  /** The free times of the chosen day, in whole minutes since 1970 in UTC. */
  readonly times: readonly number[]

  private constructor(
    readonly month: string,
    private free: ReadonlyMap<string, readonly number[]>,
    asked: unknown
  ) {
    const [first] = free.keys()
    this.date = isDate(asked) && free.has(asked) ? asked : (first ?? null)
    this.times = this.date ? free.get(this.date)! : []
  }

  /** Weeks of seven days, from Monday; those at the ends belong to other months. */
  get weeks(): Day[][] {
    const first = `${this.month}-01`
    const from = addDays(first, 1 - weekdayOf(first))
    const until = addDays(endOf(this.month), 7 - weekdayOf(endOf(this.month)))
    const days = datesBetween(from, until).map((date) => this.day(date))
    return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
  }

  /** The months to go back and forth to, if something can be booked in them at all. */
  get previous() {
    const month = addDays(`${this.month}-01`, -1).slice(0, 7)
    return month < monthOf(bookableDates().first)! ? null : month
  }

  get next() {
    const month = next(this.month)
    return month > monthOf(bookableDates().last)! ? null : month
  }

  private day(date: string): Day {
    return {
      date,
      isFree: this.free.has(date),
      isChosen: date === this.date,
      isOutside: monthOf(date) !== this.month,
    }
  }
}

/** Times in order, under the dates on which they lie; a date without any is left out. */
function byDate(times: readonly number[], dates: readonly string[]) {
  const zone = clinicSettings.read().timeZone
  const found = new Map<string, number[]>()
  let at = 0
  for (const date of dates) {
    const { until } = ZoneDay.of(zone, date)
    const begin = at
    while (at < times.length && times[at] < until) at++
    if (at > begin) found.set(date, times.slice(begin, at))
  }
  return found
}

function isDate(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
}

function isMonth(value: unknown): value is string {
  return typeof value === 'string' && isDate(`${value}-01`)
}

function monthOf<Date extends string | null>(date: Date) {
  return (date?.slice(0, 7) ?? null) as Date
}

function next(month: string) {
  return monthOf(addDays(`${month}-01`, 31))
}

function endOf(month: string) {
  return addDays(`${next(month)}-01`, -1)
}
