import {
  Locked,
  NotAReader,
  NotPinned,
  RECOVERY,
  Tampered,
  UnknownSigner,
} from '../../../keys/browser/api.ts'
import { FileFault } from '../files/faults.ts'
import { NotSent, Withheld } from '../keeping/server.ts'
import { button, el } from './dom.ts'
import { t } from './page.ts'

type Kind = 'info' | 'success' | 'warning' | 'error'
type Act = { text: string; act: () => unknown }

/** A sentence above the page, with what can be done about it. */
export function notice(kind: Kind, text: string, ...acts: Act[]) {
  const buttons = acts.map(({ text: words, act }) =>
    button(words, 'button-secondary button-small', () => void act())
  )
  return el(
    'div',
    { class: `notice notice-${kind}`, role: kind === 'error' ? 'alert' : 'status' },
    el(
      'div',
      { class: 'notice-body stack-tight' },
      el('p', {}, text),
      buttons.length > 0 && el('div', { class: 'cluster' }, ...buttons)
    )
  )
}

/** What went wrong, as a sentence. */
export function sentenceFor(error: unknown) {
  if (error instanceof Tampered) return t('soap.browser.faults.tampered')
  if (error instanceof NotAReader) return t('soap.browser.faults.not_a_reader')
  if (error instanceof UnknownSigner) return t('soap.browser.faults.unknown_signer')
  if (error instanceof NotPinned && error.key === RECOVERY)
    return t('soap.browser.faults.no_recovery')
  if (error instanceof NotPinned) return t('soap.browser.faults.not_pinned')
  if (error instanceof Locked) return t('soap.browser.faults.locked')
  if (error instanceof Withheld) return t(`soap.browser.faults.${error.until}`)
  if (error instanceof NotSent) return t(`soap.browser.faults.${error.problem}`)
  if (error instanceof FileFault) return t(`soap.browser.files.${error.problem}`)
  // The browser's own, of any disk that is written to.
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return t('soap.browser.faults.no_room')
  return t('soap.browser.faults.offline')
}
