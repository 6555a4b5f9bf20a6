import { buffer } from '../keeping/buffer.ts'
import type { Typed } from '../notes/typed_before.ts'
import { button, el } from './dom.ts'
import { t } from './page.ts'
import { readableNote } from './reading.ts'

/** What was typed too late: the note had been made final. It is shown, to be copied into an addendum. */
export function leftBehind({ unsent, body }: Typed) {
  const forget = async () => {
    await buffer.remove(unsent)
    element.remove()
  }
  const words = t('soap.browser.left_behind.forget')
  const element = el(
    'details',
    { class: 'panel soap-left-behind', open: true },
    el('summary', { class: 'panel-header' }, t('soap.browser.left_behind.title')),
    el(
      'div',
      { class: 'panel-body stack' },
      el('p', { class: 'muted' }, t('soap.browser.left_behind.text')),
      readableNote(body),
      el(
        'div',
        {},
        button(words, 'button-secondary button-small', () => void forget())
      )
    )
  )
  return element
}
