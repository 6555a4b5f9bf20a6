import '@hotwired/turbo'

type FrameMissing = { response: Response; visit(response: Response): Promise<void> }

/** Turbo, with the habits that our pages need. */
export function startTurbo() {
  // What is open when a page is left is closed when it comes back.
  document.addEventListener('turbo:before-cache', () => {
    for (const dialog of document.querySelectorAll('dialog[open]'))
      (dialog as HTMLDialogElement).close()
    for (const menu of document.querySelectorAll('details.menu-root[open]'))
      menu.removeAttribute('open')
  })

  // A frame whose answer is a whole page (signed out meanwhile, not there any more) shows that page.
  document.addEventListener('turbo:frame-missing', (event) => {
    const { response, visit } = (event as CustomEvent<FrameMissing>).detail
    event.preventDefault()
    void visit(response)
  })

  document.addEventListener('turbo:fetch-request-error', tellUnreachable)

  // A page that the browser kept may show what the member must not see any more: names that were hidden, or all of it.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })

  // After a refused form the first mistake gets the focus, so that it is read out and in view.
  document.addEventListener('turbo:render', focusFirstMistake)
}

/** The server did not answer: say so once, with what was typed still on the page. */
function tellUnreachable() {
  const words = document.querySelector<HTMLTemplateElement>('#unreachable')
  const messages = document.querySelector('.toasts')
  if (words && messages && !messages.querySelector('[data-unreachable]'))
    messages.append(words.content.cloneNode(true))
}

function focusFirstMistake() {
  const first = document.querySelector<HTMLElement>('main [aria-invalid="true"]')
  const control = first?.matches('fieldset') ? first.querySelector('input') : first
  control?.focus()
}
