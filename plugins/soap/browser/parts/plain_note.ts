import type { PlainNote } from '../taking/plain.ts'
import { el } from './dom.ts'
import { formatMoment, t } from './page.ts'
import { readableAddendum, readableNote } from './reading.ts'

/** A note with its addenda, on paper or in a reader. */
export function plainNoteElement({ client, author, finalAt, isSigned, note, addenda }: PlainNote) {
  const strikes = addenda.flatMap(({ addendum }) => addendum.strikes)
  const values = { name: author, at: finalAt ? formatMoment(finalAt) : '' }
  const key = isSigned ? 'soap.browser.signed_by' : 'soap.browser.closed_unsigned'
  return el(
    'section',
    { class: 'panel soap-taken' },
    el(
      'div',
      { class: 'panel-body stack' },
      client && el('p', { class: 'muted' }, client),
      readableNote(note, strikes),
      el(
        'p',
        { class: 'muted small' },
        finalAt ? t(key, values) : `${t('soap.browser.reader.draft')} · ${author}`
      ),
      ...addenda.map((added) =>
        el(
          'div',
          { class: 'stack-tight' },
          el(
            'h3',
            { class: 'soap-answer-label' },
            t('soap.browser.addendum.by', { name: added.author, at: formatMoment(added.at) })
          ),
          readableAddendum(added.addendum)
        )
      )
    )
  )
}
