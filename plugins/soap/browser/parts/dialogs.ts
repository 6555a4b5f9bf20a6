import { button, el, newId } from './dom.ts'
import { t } from './page.ts'

type Options = {
  title: string
  content: (HTMLElement | false)[]
  /** The words of the button that does it; without them there is only one that closes. */
  confirm?: string
  danger?: boolean
  /** Enter is enough: the button that does it has the focus. */
  isQuick?: boolean
  wide?: boolean
}

/** Asks over the page. Resolves with whether the answer was yes; the dialog is gone then. */
export function ask({ title, content, wide, ...how }: Options): Promise<boolean> {
  const id = newId()
  let isConfirmed = false
  const dialog = el(
    'dialog',
    { 'class': wide ? 'dialog is-wide' : 'dialog', 'aria-labelledby': id },
    el('div', { class: 'dialog-header' }, el('h2', { id }, title)),
    el('div', { class: 'dialog-body' }, ...content, buttons(how, answer))
  )
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(isConfirmed)
    })
  )

  function answer(isYes: boolean) {
    isConfirmed = isYes
    dialog.close()
  }
}

function buttons(
  { confirm, danger, isQuick = false }: Pick<Options, 'confirm' | 'danger' | 'isQuick'>,
  answer: (isYes: boolean) => void
) {
  const no = t(confirm ? 'soap.browser.cancel' : 'soap.browser.close')
  const look = danger ? 'button-danger' : 'button-primary'
  const yes = confirm && button(confirm, look, () => answer(true))
  if (yes) yes.autofocus = isQuick
  return el(
    'div',
    { class: 'dialog-buttons' },
    button(no, 'button-secondary', () => answer(false)),
    yes
  )
}
