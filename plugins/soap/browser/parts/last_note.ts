import { type NoteBody, titleOf } from '../notes/body.ts'
import { button, el } from './dom.ts'
import { formatDay, t } from './page.ts'
import { readableNote } from './reading.ts'

/** What was written last, in one line that opens; and the way to go on from it. */
export function lastNotePanel(last: NoteBody, goOn: () => void) {
  const told = t('soap.browser.last.title', { title: titleOf(last), date: formatDay(last.date) })
  return el(
    'section',
    { class: 'panel soap-last' },
    el(
      'div',
      { class: 'panel-body' },
      el('details', {}, el('summary', {}, told), readableNote(last)),
      button(t('soap.browser.last.copy'), 'button-secondary button-small', goOn)
    )
  )
}
