import * as Turbo from '@hotwired/turbo'

type ProgressBar = { installStylesheetElement(): void }
type Adapter = { progressBar: ProgressBar }

/** Turbo with the three habits that a clinic's pages need. */
export function startTurbo() {
  // The progress bar brings a <style> of its own, which the CSP refuses; ours is in feedback.css.
  const { progressBar } = (Turbo.navigator as unknown as { adapter: Adapter }).adapter
  progressBar.installStylesheetElement = () => {}

  // Where the server says a page must not be cached (a client's), back and forward ask it again.
  document.addEventListener('turbo:before-cache', () => {
    for (const dialog of document.querySelectorAll('dialog[open]')) (dialog as HTMLDialogElement).close()
    for (const menu of document.querySelectorAll('details.menu-root[open]')) menu.removeAttribute('open')
  })

  // After a refused form the first mistake gets the focus, so that it is read out and in view.
  document.addEventListener('turbo:render', focusFirstMistake)
}

function focusFirstMistake() {
  document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus()
}
