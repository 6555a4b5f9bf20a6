import {
  type AddendumBody,
  type Answer,
  isAnswered,
  isDrawing,
  type NoteBody,
  type Section,
  type Strike,
  titleOf,
} from '../notes/body.ts'
import { chartPicture, placeList } from './chart.ts'
import { el } from './dom.ts'
import { formatDay, t } from './page.ts'

/** A note to read, on the screen and on paper. What addenda strike out stays, struck through. */
export function readableNote(body: NoteBody, strikes: Strike[] = []) {
  const answered = body.template.sections.filter(({ id }) => isAnswered(body.answers[id]))
  const parts = answered.map((section) =>
    readableAnswer(
      section,
      body.answers[section.id],
      strikes.filter((strike) => strike.section === section.id)
    )
  )
  return el(
    'article',
    { class: 'soap-reading' },
    el('h2', { class: 'soap-reading-title' }, titleOf(body)),
    el('p', { class: 'muted' }, [body.template.name, formatDay(body.date)].join(' · ')),
    body.source && el('p', { class: 'muted small' }, t('soap.browser.imported', body.source)),
    ...(parts.length ? parts : [el('p', { class: 'muted' }, t('soap.browser.empty_note'))])
  )
}

export function readableAddendum({ text, strikes }: AddendumBody) {
  const struck = strikes.map(({ words }) => el('del', { class: 'soap-text' }, words))
  return el(
    'div',
    { class: 'stack-tight' },
    struck.length > 0 && el('p', {}, `${t('soap.browser.addendum.strikes')} `, ...struck),
    el('p', { class: 'soap-text' }, text)
  )
}

function readableAnswer(section: Section, answer: Answer, strikes: Strike[]) {
  return el(
    'section',
    { class: 'soap-answer' },
    el('h3', { class: 'soap-answer-label' }, section.label),
    ...readableValue(section, answer, strikes)
  )
}

function readableValue(section: Section, answer: Answer, strikes: Strike[]): HTMLElement[] {
  if (isDrawing(answer)) return [chartPicture(answer), placeList(answer)]
  if (Array.isArray(answer)) return [el('p', {}, answer.join(', '))]
  if (section.kind === 'scale') return [el('p', {}, `${answer} / ${section.max}`)]
  if (section.kind === 'date') return [el('p', {}, formatDay(String(answer)))]
  return [el('p', { class: 'soap-text' }, ...struckOut(String(answer), strikes))]
}

/** The text with the struck words in <del>; each strike takes its first occurrence. */
export function struckOut(text: string, strikes: Strike[]): (string | HTMLElement)[] {
  const spans = strikes
    .map(({ words }) => ({ from: text.indexOf(words), words }))
    .filter(({ from, words }) => from >= 0 && words)
    .sort((one, other) => one.from - other.from)
  const parts: (string | HTMLElement)[] = []
  let at = 0
  for (const { from, words } of spans) {
    if (from < at) continue
    parts.push(text.slice(at, from), el('del', {}, words))
    at = from + words.length
  }
  return [...parts, text.slice(at)]
}
