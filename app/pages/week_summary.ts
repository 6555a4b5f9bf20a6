import type { I18n } from '@adonisjs/i18n'
import type { WorkingSpan } from '#calendar/hours/working_days'
import type { WorkingWeek } from '#calendar/hours/working_weeks'

/** Any Monday: only its name is asked for. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY = 86_400_000

type Page = { i18n: I18n }

/** What a weekday is called; Monday is 0 here. A global of the views. */
export function weekdayName(this: Page, index: number, weekday: 'long' | 'short' = 'long') {
  return this.i18n.formatDate(new Date(MONDAY + index * DAY), { weekday, timeZone: 'UTC' })
}

/** Hours as they are read, 9:00 AM – 12:00 PM or 09.00–12.00, from minutes after midnight. A global of the views. */
export function hoursText(this: Page, { starts, ends }: Pick<WorkingSpan, 'starts' | 'ends'>) {
  const clock = (minutes: number) =>
    this.i18n.formatTime(new Date(minutes * 60_000), { timeStyle: 'short', timeZone: 'UTC' })
  return `${clock(starts)} – ${clock(ends)}`
}

/** A week in as few lines as it takes: days in a row with the same hours are one. A global of the views. */
export function weekSummary(this: Page, { days }: WorkingWeek) {
  const lines: { first: number; last: number; spans: WorkingSpan[] }[] = []
  for (const [index, spans] of days.entries()) {
    const line = lines.at(-1)
    if (line && line.last === index - 1 && isSame(line.spans, spans)) line.last = index
    else if (spans.length) lines.push({ first: index, last: index, spans })
  }
  return lines.map(({ first, last, spans }) => ({
    days: [...new Set([first, last])].map((day) => weekdayName.call(this, day)).join(' – '),
    spans,
  }))
}

function isSame(one: WorkingSpan[], other: WorkingSpan[]) {
  return JSON.stringify(one) === JSON.stringify(other)
}
