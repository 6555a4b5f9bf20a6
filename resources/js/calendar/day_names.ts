import type { Calendar } from '@event-calendar/core'
import { addMinutes } from './walls.ts'

/**
 * What stands above the column of a day: it leads to that day.
 *
 * @param date midnight in the browser's own zone, as the grid has it
 */
export function dayAbove(date: Date, locale: string): Calendar.Content {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(date)
  return {
    domNodes: [dayLink(date, text('day-name', weekday), text('day-number', date.getDate()))],
  }
}

/** The same in the square of a month. */
export function dayInMonth(date: Date): Calendar.Content {
  return { domNodes: [dayLink(date, text('day-number', date.getDate()))] }
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
