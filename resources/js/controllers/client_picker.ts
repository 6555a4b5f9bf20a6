import { Controller } from '@hotwired/stimulus'

const WAIT_MS = 200

/** Looks for clients while somebody types, into the frame below. Without a script the button does it. */
export default class extends Controller<HTMLElement> {
  static override targets = ['term', 'button']
  declare readonly termTarget: HTMLInputElement
  declare readonly buttonTarget: HTMLButtonElement
  private timer?: ReturnType<typeof setTimeout>

  override connect() {
    this.buttonTarget.hidden = true
  }

  typed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.search(), WAIT_MS)
  }

  /** Enter looks for the client; it does not send the whole form. */
  enter(event: Event) {
    event.preventDefault()
    this.search()
  }

  override disconnect() {
    clearTimeout(this.timer)
  }

  private search() {
    clearTimeout(this.timer)
    if (this.termTarget.value.trim()) this.termTarget.form!.requestSubmit(this.buttonTarget)
  }
}
