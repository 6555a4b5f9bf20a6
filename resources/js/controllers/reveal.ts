import { Controller } from '@hotwired/stimulus'

/** Scrolls a row of links that is wider than the screen to the current one. */
export default class extends Controller<HTMLElement> {
  override connect() {
    const current = this.element.querySelector<HTMLElement>('[aria-current]')
    if (!current || this.element.scrollWidth <= this.element.clientWidth) return
    const middle = current.offsetLeft + current.offsetWidth / 2
    this.element.scrollLeft = middle - this.element.offsetLeft - this.element.clientWidth / 2
  }
}
