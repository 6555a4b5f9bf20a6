import type { Calendar } from '@event-calendar/core'
import type { Columns } from './view.ts'

type Span = [from: string, until: string]
export type Hours = { work: Record<string, Span[]>; off: Record<string, Span[]> }

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
  const everybody = united(Object.values(work).flat())
  const only = Object.keys(work).length === 1
  return [
    ...everybody.map((span) => background(span, 'is-open')),
    ...(only ? backgrounds(off, 'is-off', () => []) : []),
  ]
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
