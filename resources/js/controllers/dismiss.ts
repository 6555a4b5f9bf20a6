import { Controller } from '@hotwired/stimulus'

/** Takes a message away. Messages stay until somebody does: nobody reads against the clock. */
export default class extends Controller {
  dismiss() {
    this.element.remove()
  }
}
