import type { Calendar } from '@event-calendar/core'
import type { Columns } from './view.ts'

type Span = [from: string, until: string]
/** As the server tells it (app/calendar/hours/open_hours.ts). */
export type Hours = {
  work: Record<string, Span[]>
  off: Record<string, Span[]>
  holidays: Record<string, string>
  areSet: boolean
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

/** What is left of spans outside of others. */
function without(spans: Span[], others: Span[]): Span[] {
  return others.reduce(
    (left, [from, until]) =>
      left.flatMap(([start, end]): Span[] =>
        [
          [start, end < from ? end : from] as Span,
          [start > until ? start : until, end] as Span,
        ].filter(([begin, finish]) => begin < finish)
      ),
    spans
  )
}

/** Spans that touch become one. */
function united(spans: Span[]): Span[] {
  const all: Span[] = []
  for (const [from, until] of spans.sort(([a], [b]) => a.localeCompare(b))) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = until > last[1] ? until : last[1]
    else all.push([from, until])
  }
  return all
}
