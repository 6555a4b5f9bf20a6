import { Controller } from '@hotwired/stimulus'
import { vault } from '../../../keys/browser/api.ts'

/**
 * A page that shows words only while the tab is unlocked. Whenever that changes, and when the page is left, what it
 * showed is forgotten; this is the one place that sees to it.
 */
export abstract class WhileUnlocked extends Controller<HTMLElement> {
  static override targets = ['locked', 'notice', 'content']
  declare readonly lockedTarget: HTMLElement
  declare readonly noticeTarget: HTMLElement
  declare readonly contentTarget: HTMLElement

  override connect() {
    vault.addEventListener('change', this.look)
    this.look()
  }

  override disconnect() {
    vault.removeEventListener('change', this.look)
    this.forget()
  }

  /** Shows what there is to see; the tab is unlocked. */
  protected abstract open(): void | Promise<void>

  /** Takes every word from the page and from memory. */
  protected forget() {
    this.contentTarget.replaceChildren()
    this.noticeTarget.replaceChildren()
  }

  protected look = () => {
    const isOpen = vault.state === 'unlocked'
    this.lockedTarget.hidden = isOpen
    this.contentTarget.hidden = !isOpen
    this.forget()
    if (isOpen) void this.open()
  }
}
