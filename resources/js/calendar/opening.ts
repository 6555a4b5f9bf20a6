import { visit } from '@hotwired/turbo'
import { NARROW } from './grid_looks.ts'

/** A click that wants another tab is the browser's. */
export function isElsewhere({ ctrlKey, metaKey, shiftKey }: MouseEvent) {
  return ctrlKey || metaKey || shiftKey
}

/** Shows an appointment, or the form of a new one: beside the calendar where there is room, on a page of its own on a phone. */
export function open(path: string) {
  if (window.matchMedia(NARROW).matches) return visit(path)
  window.dispatchEvent(new CustomEvent('appointment:open', { detail: { path } }))
}

type Place = { member?: string; room?: string }

/** The form of a new appointment, begun with where somebody has clicked. */
export function newAppointment(start: string, minutes: number | null, place: Place) {
  const query = new URLSearchParams({ start, ...place })
  if (minutes) query.set('minutes', String(minutes))
  return `/appointments/new?${query}`
}
