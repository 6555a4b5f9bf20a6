import type { Attached } from '../notes/body.ts'
import type { PlainNote } from '../taking/plain.ts'
import { el } from './dom.ts'
import { formatMoment, t } from './page.ts'
import { readableAddendum, readableNote } from './reading.ts'

/**
 * A note with its addenda, on paper or in a reader.
 *
 * @param files what stands for the files beside it
 */
export function plainNoteElement(plain: PlainNote, files = namesOnPaper) {
  const { client, note, addenda } = plain
  const strikes = addenda.flatMap(({ addendum }) => addendum.strikes)
  return el(
    'section',
    { class: 'panel soap-taken' },
    el(
      'div',
      { class: 'panel-body stack' },
      client && el('p', { class: 'muted' }, client),
      readableNote(note, strikes),
      note.attachments.length > 0 && files(note.attachments),
      el('p', { class: 'muted small' }, standingOf(plain)),
      ...addenda.map(addendumOf)
    )
  )
}

function standingOf({ author, finalAt, isSigned }: PlainNote) {
  if (!finalAt) return `${t('soap.browser.reader.draft')} · ${author}`
  const key = isSigned ? 'soap.browser.signed_by' : 'soap.browser.closed_unsigned'
  return t(key, { name: author, at: formatMoment(finalAt) })
}

function addendumOf({ author, at, addendum }: PlainNote['addenda'][number]) {
  const by = t('soap.browser.addendum.by', { name: author, at: formatMoment(at) })
  return el(
    'div',
    { class: 'stack-tight' },
    el('h3', { class: 'soap-answer-label' }, by),
    readableAddendum(addendum)
  )
}

function namesOnPaper(attached: Attached[]): HTMLElement {
  const names = attached.map(({ name }) => name).join(', ')
  return el('p', { class: 'small' }, `${t('soap.browser.files.title')}: ${names}`)
}
