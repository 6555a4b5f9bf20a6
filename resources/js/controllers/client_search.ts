import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'

const WAIT_MS = 150

/**
 * The search form of the client list. It is sent while somebody types, into the frame of the list, so
 * that what is searched for gets into no address. A choice without a search does: it can be bookmarked.
 */
export default class extends Controller<HTMLFormElement> {
  static override targets = ['term', 'status', 'count']
  static override values = { index: String }

  declare readonly termTarget: HTMLInputElement
  declare readonly statusTarget: HTMLElement
  declare readonly indexValue: string
  private timer?: ReturnType<typeof setTimeout>

  typed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.send(), WAIT_MS)
  }

  send() {
    this.submitted()
    if (this.termTarget.value.trim()) return this.element.requestSubmit()
    visit(this.address, { frame: 'clients', action: 'replace' })
  }

  /** Enter was quicker than the wait. */
  submitted() {
    clearTimeout(this.timer)
  }

  /** `/` goes to the search from anywhere on the page, as in every search people know. */
  key(event: KeyboardEvent) {
    const isTyping = (event.target as HTMLElement).closest(
      'input, textarea, select, [contenteditable]'
    )
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
    event.preventDefault()
    this.termTarget.select()
    this.termTarget.focus()
  }

  override disconnect() {
    this.submitted()
  }

  private get address() {
    const chosen = [...new FormData(this.element)] as [string, string][]
    const query = new URLSearchParams(chosen.filter(([name, value]) => value && name !== 'term'))
    return `${this.indexValue}?${query}`
  }
}
