import { Controller } from '@hotwired/stimulus'

/** Keeps a destructive button off until the name that it is about has been typed. */
export default class extends Controller {
  static override targets = ['input', 'button']
  static override values = { name: String }
  declare readonly inputTarget: HTMLInputElement
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly nameValue: string

  override connect() {
    this.check()
  }

  check() {
    this.buttonTarget.disabled = plain(this.inputTarget.value) !== plain(this.nameValue)
  }
}

function plain(text: string) {
  return text.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase()
}
