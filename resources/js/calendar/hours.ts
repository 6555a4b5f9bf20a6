import type { Calendar } from '@event-calendar/core'
import { type Span, united, without } from './spans.ts'
import type { Columns } from './view.ts'

/** As the server tells it (app/calendar/hours/open_hours.ts). */
export type Hours = {
  work: Record<string, Span[]>
  /** What `work` would be without the exceptions that are made on some dates. */
  usual: Record<string, Span[]>
  off: Record<string, Span[]>
  holidays: Record<string, string>
  /** Without any, the whole day is open. */
  haveHours: string[]
}

/**
 * Working hours as what lies behind the appointments. In columns of members each shows their own; otherwise the
 * hours in which anybody works.
 */
export function hourEvents({ work, off }: Hours, columns: Columns): Calendar.EventInput[] {
  if (columns === 'rooms') return []
  if (columns === 'members')
    return [
      ...backgrounds(work, 'is-open', (id) => [id]),
      ...backgrounds(off, 'is-off', (id) => [id]),
    ]
  const everybody = united(Object.keys(work).flatMap((id) => without(work[id], off[id] ?? [])))
  const only = Object.keys(work).length === 1
  return [
    ...everybody.map((span) => background(span, 'is-open')),
    ...(only ? backgrounds(off, 'is-off', () => []) : []),
  ]
}

/** Why a part of the day is hatched. */
export function saidBehind({ classNames }: Calendar.Event, away: string) {
  return classNames.includes('is-off') ? away : ''
}

function backgrounds(
  spans: Record<string, Span[]>,
  css: string,
  columnsOf: (id: string) => string[]
) {
  return Object.entries(spans).flatMap(([id, each]) =>
    each.map((span) => ({ ...background(span, css), resourceIds: columnsOf(id) }))
  )
}

function background([start, end]: Span, css: string): Calendar.EventInput {
  return { start, end, display: 'background', classNames: [css] }
}
