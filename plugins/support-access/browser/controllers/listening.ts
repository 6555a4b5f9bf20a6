/**
 * Hears from the server that something happened, while somebody looks at the page: a browser has few connections to
 * one server. What happened while nobody listened counts as one thing more.
 */
export class Listening {
  private events?: EventSource
  private wasAway = false

  constructor(
    private path: string,
    private heard: () => void
  ) {}

  look() {
    if (document.hidden) return this.end()
    if (this.events && this.events.readyState !== EventSource.CLOSED) return
    this.events = new EventSource(this.path)
    this.events.onopen = () => {
      if (this.wasAway) this.heard()
      this.wasAway = false
    }
    this.events.onmessage = () => this.heard()
    // The server lets go of whoever is not signed in any more.
    this.events.onerror = () => {
      this.wasAway = true
      this.heard()
    }
  }

  end() {
    this.events?.close()
    this.events = undefined
    this.wasAway = true
  }
}
