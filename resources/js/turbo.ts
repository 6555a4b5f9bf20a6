import '@hotwired/turbo'

/** Turbo, with the habits that our pages need. */
export function startTurbo() {
  // What is open when a page is left is closed when it comes back.
  document.addEventListener('turbo:before-cache', () => {
    for (const dialog of document.querySelectorAll('dialog[open]'))
      (dialog as HTMLDialogElement).close()
    for (const menu of document.querySelectorAll('details.menu-root[open]'))
      menu.removeAttribute('open')
  })

  // After a refused form the first mistake gets the focus, so that it is read out and in view.
  document.addEventListener('turbo:render', focusFirstMistake)
}

function focusFirstMistake() {
  document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus()
}
