const made = new Map<string, Formats>()

/** How dates and times are written in a language. Making these costs more than a page, so they are made once. */
export class Formats {
  static of(locale: string, timeZone: string): Formats {
    const key = `${locale} ${timeZone}`
    let formats = made.get(key)
    if (!formats) made.set(key, (formats = new Formats(locale, timeZone)))
    return formats
  }

  /** “Central European Time”: which clocks the times are from. */
  readonly zone: string
  private time: Intl.DateTimeFormat
  private day: Intl.DateTimeFormat
  private month: Intl.DateTimeFormat
  private weekdays: Record<'short' | 'long', Intl.DateTimeFormat>
  private days = new Map<string, string>()

  private constructor(locale: string, timeZone: string) {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
    this.time = format({ timeZone, timeStyle: 'short' })
    this.day = format({ dateStyle: 'full' })
    this.month = format({ month: 'long', year: 'numeric' })
    this.weekdays = { short: format({ weekday: 'short' }), long: format({ weekday: 'long' }) }
    const parts = format({ timeZone, timeZoneName: 'longGeneric' }).formatToParts()
    this.zone = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  }

  /** @param minute whole minutes since 1970 in UTC */
  timeOf(minute: number) {
    return this.time.format(minute * 60_000)
  }

  dayOf(date: string) {
    let words = this.days.get(date)
    if (!words) {
      if (this.days.size > 1000) this.days.clear()
      this.days.set(date, (words = this.day.format(Date.parse(date))))
    }
    return words
  }

  monthOf(month: string) {
    return this.month.format(Date.parse(`${month}-01`))
  }

  weekdayOf(date: string, length: 'short' | 'long') {
    return this.weekdays[length].format(Date.parse(date))
  }
}
