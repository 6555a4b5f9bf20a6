import { Controller } from '@hotwired/stimulus'

/**
 * Listens for changes of the calendar, and passes them on as `appointment:changed`. A page that nobody looks at
 * lets go, because a browser has few connections to one server; when it is looked at again it
 * asks for everything. The browser itself connects anew when the connection breaks.
 */
export default class extends Controller<HTMLElement> {
  static override values = { path: String }
  declare readonly pathValue: string
  private events?: EventSource
  private wasAway = false

  override connect() {
    this.look()
  }

  override disconnect() {
    this.events?.close()
  }

  /** The page came into view, or went out of it. */
  look() {
    if (document.hidden) return this.leave()
    if (this.events && this.events.readyState !== EventSource.CLOSED) return
    this.events = new EventSource(this.pathValue)
    this.events.onopen = () => this.opened()
    this.events.onmessage = ({ data }) => this.tell(JSON.parse(data))
    this.events.onerror = () => (this.wasAway = true)
  }

  private leave() {
    this.events?.close()
    this.events = undefined
    this.wasAway = true
  }

  /** What happened while nobody listened is not told any more. */
  private opened() {
    this.element.dataset.live = 'true'
    if (this.wasAway) this.tell(null)
    this.wasAway = false
  }

  private tell(detail: { from?: string; until?: string } | null) {
    window.dispatchEvent(new CustomEvent('appointment:changed', { detail }))
  }
}
