import { Controller } from '@hotwired/stimulus'

/** Sends a search form a moment after the last key, and at once when a choice changes. */
export default class extends Controller<HTMLFormElement> {
  static override values = { delay: { type: Number, default: 250 } }
  declare readonly delayValue: number
  private timer?: ReturnType<typeof setTimeout>

  typed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.send(), this.delayValue)
  }

  send() {
    clearTimeout(this.timer)
    this.element.requestSubmit()
  }

  override disconnect() {
    clearTimeout(this.timer)
  }
}
