import { Controller } from '@hotwired/stimulus'

/** A letter does what its link or button above the calendar does: `data-key` says which. */
export default class extends Controller<HTMLElement> {
  static override targets = ['link']
  declare readonly linkTargets: HTMLElement[]

  key(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target as HTMLElement))
      return
    const wanted = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const link = this.linkTargets.find(({ dataset }) => dataset.key === wanted)
    if (!link) return
    event.preventDefault()
    link.click()
  }
}

/** Where keys mean something else: in a field, a menu, an open dialog. */
function isTaken(element: HTMLElement) {
  return element.closest('input, textarea, select, [contenteditable], dialog[open], [role="menu"]')
}
