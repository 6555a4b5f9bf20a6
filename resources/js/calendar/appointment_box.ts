import { drawnEnd, type Language, type Row, type Words } from './appointments.ts'
import { initialsOf, isLong, shortened } from './short_names.ts'
import { clockOf } from './view.ts'
import { minutesBetween } from './walls.ts'

/** What a box stands for, whole, for whoever looks closer. */
const said = new WeakMap<Element, string[]>()

/**
 * What stands in an appointment's box: who, when, what is not seen by its colour alone, and what for. In this order,
 * because a short box has no room for all of it. Its buffers stand out above and below.
 *
 * @param withWhom the member, where the box does not stand in that member's column
 */
export function contentOf(row: Row, { words, locale }: Language, withWhom?: string): Node[] {
  const what = row.title ?? row.service
  const who = row.clients.join(', ') || what || words.untitled
  const about = joined(withWhom, row.clients.length ? what : null)
  const marks = marksOf(row, words)
  const time = timeOf(row, locale)
  const box = element('div', 'appointment')
  box.append(
    link(row, who),
    time,
    ...(marks ? [element('span', 'appointment-marks', marks)] : []),
    ...(about ? [element('span', 'appointment-what', about)] : []),
    ...(withWhom ? [hidden('span', 'appointment-whom', initialsOf(withWhom))] : [])
  )
  said.set(
    box,
    [who, joined(time.textContent, marks), about, buffersIn(row, words)].filter(Boolean)
  )
  return [...buffersOf(row), box]
}

/** All that there is to say about a box, a line each; null where the box itself says it. */
export function closerWords(box: Element): string[] | null {
  const appointment = box.querySelector('.appointment')
  const isWhole = !box.querySelector('.appointment-buffer') && !isCut(box)
  return appointment && !isWhole ? (said.get(appointment) ?? null) : null
}

/** Whether something is not shown, or not whole. */
function isCut(box: Element) {
  const parts = box.querySelectorAll<HTMLElement>(
    '.appointment-name, .appointment-time, .appointment-marks, .appointment-what'
  )
  return [...parts].some((part) => part.offsetWidth <= 1 || part.scrollWidth > part.offsetWidth)
}

function marksOf({ capacity, taken, isOverbooked, status }: Row, words: Words) {
  return joined(
    capacity > 1 && `${taken}/${capacity}`,
    isOverbooked && words.overbooked,
    status !== 'booked' && words.status[status]
  )
}

function buffersIn({ bufferBefore, bufferAfter }: Row, { buffer }: Words) {
  if (!bufferBefore && !bufferAfter) return ''
  const words = !bufferAfter ? buffer.before : bufferBefore ? buffer.both : buffer.after
  return words.replace('%1', `${bufferBefore}`).replace('%2', `${bufferAfter}`)
}

function joined(...parts: (string | null | undefined | false)[]) {
  return parts.filter(Boolean).join(' · ')
}

/** How high a buffer is says the length of what is between them. */
function buffersOf(row: Row) {
  const minutes = minutesBetween(row.start, drawnEnd(row))
  const { bufferBefore, bufferAfter } = row
  const sides = [
    ['before', bufferBefore],
    ['after', bufferAfter],
  ] as const
  return sides.flatMap(([side, length]) => {
    if (!length) return []
    const made = hidden('span', `appointment-buffer is-${side}`)
    made.style.blockSize = `${(100 * length) / minutes}%`
    return [made]
  })
}

/** The month has no room for the end. */
function timeOf({ start, end }: Row, locale: string) {
  const made = element('span', 'appointment-time', clockOf(start, locale))
  made.append(element('span', 'appointment-end', `–${clockOf(end, locale)}`))
  return made
}

/** The whole box is its link: it is reached with Tab, and opens in another tab like any other. */
function link({ id, clients }: Row, text: string) {
  const made = element('a', 'appointment-who') as HTMLAnchorElement
  made.href = `/appointments/${id}`
  made.draggable = false
  made.append(element('span', 'appointment-name', text))
  // Drawn by the style sheet where the name has no room, and no part of the text.
  const [first, ...others] = clients
  if (first) {
    const more = others.length ? ` +${others.length}` : ''
    made.dataset.short = initialsOf(first) + more
    if (isLong(text)) made.dataset.middle = shortened(first) + more
  }
  return made
}

/** A screen reader has been told already, or does not need to know. */
function hidden(tag: string, css: string, text = '') {
  const made = element(tag, css, text)
  made.ariaHidden = 'true'
  return made
}

function element(tag: string, css: string, text = '') {
  const made = document.createElement(tag)
  made.className = css
  made.textContent = text
  return made
}
