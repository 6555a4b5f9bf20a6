import { Controller } from '@hotwired/stimulus'

/** Shows what was typed into a password field, until the button is pressed again or the form is sent. */
export default class extends Controller {
  static override targets = ['input', 'button', 'show', 'hide']
  declare readonly inputTarget: HTMLInputElement
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly showTarget: HTMLElement
  declare readonly hideTarget: HTMLElement

  toggle() {
    this.set(this.inputTarget.type === 'password')
    this.inputTarget.focus()
  }

  conceal() {
    this.set(false)
  }

  private set(isShown: boolean) {
    this.inputTarget.type = isShown ? 'text' : 'password'
    this.buttonTarget.setAttribute('aria-pressed', String(isShown))
    this.showTarget.hidden = isShown
    this.hideTarget.hidden = !isShown
  }
}
