import { button, el, newId } from './dom.ts'
import { t } from './page.ts'

type Options = {
  title: string
  content: (HTMLElement | false)[]
  /** The words of the button that does it; without them there is only one that closes. */
  confirm?: string
  danger?: boolean
  wide?: boolean
}

/** Asks over the page. Resolves with whether the answer was yes; the dialog is gone then. */
export function ask({ title, content, confirm, danger, wide }: Options): Promise<boolean> {
  const id = newId()
  const dialog = el('dialog', {
    'class': wide ? 'dialog is-wide' : 'dialog',
    'aria-labelledby': id,
  })
  let isConfirmed = false
  const close = () => dialog.close()
  const yes = () => {
    isConfirmed = true
    close()
  }
  dialog.append(
    el('div', { class: 'dialog-header' }, el('h2', { id }, title)),
    el(
      'div',
      { class: 'dialog-body' },
      ...content,
      el(
        'div',
        { class: 'dialog-buttons' },
        button(
          t(confirm ? 'soap.browser.cancel' : 'soap.browser.close'),
          'button-secondary',
          close
        ),
        confirm && button(confirm, danger ? 'button-danger' : 'button-primary', yes)
      )
    )
  )
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(isConfirmed)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
