import { Controller } from '@hotwired/stimulus'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

/**
 * Does the work that the server asks of whoever books (ALTCHA), while the visitor types. Without it the form works
 * too, and a mail asks to confirm: so nobody waits longer than this for it.
 */
const PATIENCE_MS = 20_000

export default class Proof extends Controller<HTMLFormElement> {
  static targets = ['proof']
  static values = { url: String }

  declare readonly proofTarget: HTMLInputElement
  declare readonly urlValue: string
  private work: Promise<void> | null = null
  private isDone = false

  connect() {
    // Only a secure page has the browser's cryptography.
    if (!crypto.subtle) return void (this.isDone = true)
    this.work = this.solve().finally(() => (this.isDone = true))
  }

  /** Waits for the rest of the work, if somebody types faster. */
  async send(event: SubmitEvent) {
    if (this.isDone || !this.work) return
    event.preventDefault()
    event.stopImmediatePropagation()
    await this.work
    this.element.requestSubmit(event.submitter)
  }

  private async solve() {
    try {
      const response = await fetch(this.urlValue)
      const challenge = await response.json()
      const solution = await solveChallenge({ challenge, deriveKey, timeout: PATIENCE_MS })
      if (solution) this.proofTarget.value = btoa(JSON.stringify({ challenge, solution }))
    } catch {
      // A mail asks instead.
    }
  }
}
