/** What the server tells the scripts of a page, as a block of JSON that no browser runs. */
export type PageData = {
  words: Record<string, string>
  locale: string
  timeZone: string
  today: string
  me: { id: string; name: string; canWrite: boolean }
  /** Who may read notes at all, by their role. */
  members: { id: string; name: string }[]
  firstReaders: 'author' | 'colleagues'
  client?: { id: string; name?: string }
  note?: { id: string; isAuthor: boolean; givenUp: GivenUp[] }
  appointment?: { id: string; date: string } | null
}

/** A file beside the note that did not open any more, and who gave it up. */
export type GivenUp = { id: string; by: string; at: string }

const DAY = { dateStyle: 'medium', timeZone: 'UTC' } as const
let read: { from: Element; data: PageData } | null = null

/** Of the page that is shown now: Turbo changes it under the scripts. */
export function pageData(): PageData {
  const from = document.querySelector('script[data-soap-page]')!
  // Every word is asked for here, so that a list of notes asks a thousand times.
  if (read?.from !== from) read = { from, data: JSON.parse(from.textContent!) }
  return read.data
}

/** A sentence in the reader's language; `{name}` in it is filled in. */
export function t(key: string, values: Record<string, string | number> = {}) {
  const sentence = pageData().words[key] ?? key
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
}

export function formatMoment(moment: string | Date) {
  const { locale, timeZone } = pageData()
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(new Date(moment))
}

const days = new Map<string, Intl.DateTimeFormat>()

/** A day without a time. */
export function formatDay(day: string) {
  const { locale } = pageData()
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  // To make one takes a hundred times as long as to use it.
  const format = days.get(locale) ?? new Intl.DateTimeFormat(locale, DAY)
  days.set(locale, format)
  return format.format(date)
}

export function formatTime(moment: Date) {
  const { locale, timeZone } = pageData()
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(moment)
}

export function formatSize(bytes: number) {
  const { locale } = pageData()
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  return new Intl.NumberFormat(locale, {
    ...{ style: 'unit', unit, maximumFractionDigits: 1 },
  }).format(value)
}
