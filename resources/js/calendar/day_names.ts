import type { Calendar } from '@event-calendar/core'
import { isNarrow } from './grid_looks.ts'
import type { View } from './view.ts'
import { addMinutes } from './walls.ts'

/** By date: why the clinic is closed, and who is away, in words. */
type Special = { holidays: Record<string, string>; away: Record<string, string> }

/** What the grid calls its days: each name leads to that day, and says if the clinic is closed on it, or somebody is away. */
export class DayNames {
  private special: Special = { holidays: {}, away: {} }

  constructor(
    private locale: string,
    private view: () => View
  ) {}

  get options(): Pick<Calendar.Options, 'dayHeaderFormat' | 'dayCellContent'> {
    return {
      dayHeaderFormat: (date) => this.above(date),
      dayCellContent: ({ date, allDay }) => (allDay ? this.inMonth(date) : ''),
    }
  }

  /** Why the clinic is closed on the one day that is shown. */
  holidayAbove(date: string): string | undefined {
    return this.view() === 'day' ? this.holidayOn(date) : undefined
  }

  private holidayOn(date: string): string | undefined {
    return this.special.holidays[date]
  }

  /**
   * Names the days anew if that says something new.
   *
   * @param special about the days that are shown
   * @returns whether it did
   */
  learn(grid: Calendar, special: Special) {
    if (JSON.stringify(special) === JSON.stringify(this.special)) return false
    this.special = special
    const { dayHeaderFormat, dayCellContent } = this.options
    grid.setOption('dayHeaderFormat', dayHeaderFormat)
    grid.setOption('dayCellContent', dayCellContent)
    return true
  }

  /** @param date midnight in the browser's own zone, as the grid has it */
  private above(date: Date): Calendar.Content {
    if (this.view() === 'month') return this.weekday(date, isNarrow() ? 'narrow' : 'short')
    const parts = [
      text('day-name', this.weekday(date, 'short')),
      text('day-number', date.getDate()),
    ]
    return { domNodes: [dayLink(date, ...parts, ...this.holiday(date)), ...this.away(date)] }
  }

  /** The same in the square of a month. */
  private inMonth(date: Date): Calendar.Content {
    return { domNodes: [dayLink(date, ...this.holiday(date), text('day-number', date.getDate()))] }
  }

  private holiday(date: Date) {
    const name = this.holidayOn(wallDate(date))
    return name ? [text('day-holiday', name)] : []
  }

  private away(date: Date) {
    const words = this.special.away[wallDate(date)]
    if (!words) return []
    const made = text('day-away', words)
    made.title = words
    return [made]
  }

  private weekday(date: Date, weekday: 'short' | 'narrow') {
    return new Intl.DateTimeFormat(this.locale, { weekday }).format(date)
  }
}

/** On a phone a week is wider than the screen: the day that is meant stands first. */
export function bringIntoView(grid: HTMLElement, date: string) {
  const day = grid.querySelector<HTMLElement>(`.ec-col-head:has(time[datetime="${date}"])`)
  day?.closest('.ec-main')!.scrollTo({ left: day.offsetLeft - day.parentElement!.offsetLeft })
}

function dayLink(date: Date, ...parts: Node[]) {
  const link = document.createElement('a')
  const wall = wallDate(date)
  const url = new URL(window.location.href)
  url.searchParams.set('view', 'day')
  url.searchParams.set('date', wall)
  link.href = url.href
  link.className = 'day-link'
  link.dataset.action = 'calendar#showDay'
  link.dataset.calendarDateParam = wall
  // The square would take it for the beginning of a new appointment.
  link.addEventListener('pointerdown', (event) => event.stopPropagation())
  link.append(...parts)
  return link
}

function wallDate(date: Date) {
  return addMinutes(date.toISOString().slice(0, 16), -date.getTimezoneOffset()).slice(0, 10)
}

function text(css: string, value: string | number) {
  const made = document.createElement('span')
  made.className = css
  made.textContent = `${value}`
  return made
}
