import { Controller } from '@hotwired/stimulus'

const KEY = 'booking-hold'

/** Remembers which time this tab holds, so that whoever goes back and chooses another one gives the first one back. */
export default class Hold extends Controller<HTMLElement> {
  static targets = ['instead']
  static values = { token: String }

  declare readonly insteadTargets: HTMLInputElement[]
  declare readonly tokenValue: string

  connect() {
    try {
      if (this.tokenValue) sessionStorage.setItem(KEY, this.tokenValue)
      for (const field of this.insteadTargets) field.value ||= sessionStorage.getItem(KEY) ?? ''
    } catch {
      // Inside another site a browser may refuse to remember anything: the hold ends by itself.
    }
  }
}
