import { visit } from '@hotwired/turbo'
import type { MemberOrRoom } from './columns.ts'
import { isNarrow } from './grid_looks.ts'

/** A click that wants another tab is the browser's. */
export function isElsewhere({ ctrlKey, metaKey, shiftKey }: MouseEvent) {
  return ctrlKey || metaKey || shiftKey
}

/** Shows an appointment, or the form of a new one: beside the calendar where there is room, on a page of its own on a phone. */
export function open(path: string) {
  if (isNarrow()) return visit(path)
  window.dispatchEvent(new CustomEvent('appointment:open', { detail: { path } }))
}

/**
 * Where somebody has clicked, or dragged over. Of a whole day only the date is taken over. How many minutes lie until the end is for
 * the server to say: in the nights in which clocks change, what they show does not.
 */
type Begun = { start: string; end?: string; isWholeDay: boolean; about: MemberOrRoom }

/** The form of a new appointment, begun with that. */
export function newAppointment({ start, end, isWholeDay, about }: Begun) {
  const query = new URLSearchParams({ start: start.slice(0, isWholeDay ? 10 : 16), ...about })
  if (end && !isWholeDay) query.set('end', end.slice(0, 16))
  return `/appointments/new?${query}`
}
