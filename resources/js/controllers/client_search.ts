import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'

const WAIT_MS = 150

/**
 * What was last searched for, in this tab's memory alone: who comes back from a client finds the search
 * again, and it is gone with the pages of clients, with a reload, and with the tab.
 */
let last = ''
let isComingBack = false

document.addEventListener('turbo:visit', (event) => {
  isComingBack = (event as CustomEvent<{ action: string }>).detail.action === 'restore'
})
document.addEventListener('turbo:load', () => {
  if (!location.pathname.startsWith('/clients')) last = ''
})

/**
 * The search form of the client list. It is sent while somebody types, into the frame of the list, so
 * that what is searched for gets into no address. A choice without a search does: it can be bookmarked.
 */
export default class extends Controller<HTMLFormElement> {
  static override targets = ['term', 'status']
  static override values = { index: String }

  declare readonly termTarget: HTMLInputElement
  declare readonly statusTarget: HTMLElement
  declare readonly indexValue: string
  private timer?: ReturnType<typeof setTimeout>
  private shown = ''

  override connect() {
    if (!isComingBack || !last || this.termTarget.value) return
    this.termTarget.value = last
    this.send()
  }

  typed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.send(), WAIT_MS)
  }

  send() {
    this.submitted()
    last = this.termTarget.value
    if (this.termTarget.value.trim()) return this.element.requestSubmit()
    visit(this.address, { frame: 'clients', action: 'replace' })
  }

  /** Enter was quicker than the wait. */
  submitted() {
    clearTimeout(this.timer)
  }

  /** Enter opens the client, when the search has found just one. */
  open(event: KeyboardEvent) {
    const [only, ...others] = this.rows
    if (!only || others.length || this.termTarget.value !== this.shown) return
    event.preventDefault()
    only.click()
  }

  /** The arrow leads from the search into the list. */
  toList(event: KeyboardEvent) {
    event.preventDefault()
    this.rows[0]?.focus()
  }

  /** Says how many were found to those who do not see it. */
  announce() {
    this.shown = this.termTarget.value
    const found = document.querySelector('#clients .list-count, #clients h2')
    this.statusTarget.textContent = found?.textContent ?? ''
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

  private get rows() {
    return [...document.querySelectorAll<HTMLAnchorElement>('#clients .row-link')]
  }

  private get address() {
    const chosen = [...new FormData(this.element)] as [string, string][]
    const query = new URLSearchParams(chosen.filter(([name, value]) => value && name !== 'term'))
    return `${this.indexValue}?${query}`
  }
}
