import type { Named } from './columns.ts'
import type { Hours } from './hours.ts'
import { type Span, united, without } from './spans.ts'
import { clockOf } from './view.ts'
import { addDays } from './walls.ts'

/** Somebody who is not there although it is a working day: the whole of it, where there are no spans. */
export type Away = { id: string; spans: Span[] }

/**
 * Who is away on each date, for a calendar in which nobody has a column to be hatched: because of time off, or because
 * other hours were given to a date.
 */
export function awayByDate({ work, usual, off, haveHours }: Hours): Record<string, Away[]> {
  const dates: Record<string, Away[]> = {}
  for (const id of Object.keys(work)) {
    const there = without(work[id], off[id] ?? [])
    const meant = united([...(usual[id] ?? []), ...work[id]])
    // Who has no hours can be booked at any time: all time off is missed.
    const hasHours = haveHours.includes(id)
    const gone = hasHours ? without(meant, there) : united([...(off[id] ?? [])])
    for (const [date, spans] of byDate(gone))
      (dates[date] ??= []).push({
        id,
        spans: isWhole(date, spans, hasHours ? there : null) ? [] : spans,
      })
  }
  return dates
}

/**
 * The same in words, by date: first names where they say who is meant, and the times of who comes or goes that day. The time off of
 * one member alone is hatched instead.
 */
export function awayWords(
  hours: Hours,
  members: readonly Named[],
  { locale, sentence }: { locale: string; sentence: string }
): Record<string, string> {
  if (Object.keys(hours.work).length < 2) return {}
  const said = ({ id, spans }: Away) =>
    [shortName(id, members), ...spans.map((span) => span.map(clock).join('–'))].join(' ')
  const clock = (wall: string) => clockOf(wall, locale)
  return Object.fromEntries(
    Object.entries(awayByDate(hours)).map(([date, away]) => [
      date,
      sentence.replace('%', away.map(said).join(', ')),
    ])
  )
}

function shortName(id: string, members: readonly Named[]) {
  const name = members.find((member) => member.id === id)?.name ?? ''
  const [first] = name.split(' ')
  const isClear = members.every((other) => other.id === id || other.name.split(' ')[0] !== first)
  return isClear ? first : name
}

function isWhole(date: string, [[from, until]]: Span[], there: Span[] | null) {
  if (there) return !there.some(([start]) => start.startsWith(date))
  return from === midnight(date) && until === midnight(addDays(date, 1))
}

/** Spans by the date on which they lie; what goes on over midnight is on both. */
function byDate(spans: Span[]) {
  const parts = spans.flatMap(([from, until]) => {
    const found: [date: string, Span][] = []
    for (let start = from; start < until;) {
      const date = start.slice(0, 10)
      const end = midnight(addDays(date, 1))
      found.push([date, [start, until < end ? until : end]])
      start = end
    }
    return found
  })
  const dates = new Map<string, Span[]>()
  for (const [date, span] of parts) dates.set(date, [...(dates.get(date) ?? []), span])
  return dates
}

function midnight(date: string) {
  return `${date}T00:00`
}
