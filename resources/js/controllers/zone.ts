import { Controller } from '@hotwired/stimulus'

/** Shows the clinic's time zone to those whose own clocks show something else. */
export default class extends Controller<HTMLElement> {
  static override values = { name: String }
  declare readonly nameValue: string

  override connect() {
    const now = new Date()
    this.element.hidden = clock(now) === clock(now, this.nameValue)
  }
}

function clock(now: Date, timeZone?: string) {
  return now.toLocaleString('en', { timeZone })
}
