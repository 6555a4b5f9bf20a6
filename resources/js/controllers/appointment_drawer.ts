import { Controller } from '@hotwired/stimulus'
import type { FrameElement } from '@hotwired/turbo'

/**
 * An appointment beside the calendar: its page, or the form of a new one, in a frame. Each act in it is one
 * of the page's own forms. Others open it with the event `appointment:open`; what it has changed it
 * tells with `appointment:changed`.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['dialog', 'frame']
  static override values = { question: String }
  declare readonly dialogTarget: HTMLDialogElement
  declare readonly frameTarget: FrameElement
  declare readonly questionValue: string
  private isTyped = false

  open({ detail: { path } }: CustomEvent<{ path: string }>) {
    this.isTyped = false
    this.frameTarget.src = path
    this.dialogTarget.showModal()
  }

  typed() {
    this.isTyped = true
  }

  /** What was typed is not thrown away by a click beside it. */
  close(event?: Event) {
    event?.preventDefault()
    if (this.isTyped && !confirm(this.questionValue)) return
    this.dialogTarget.close()
  }

  backdrop(event: MouseEvent) {
    if (event.target !== this.dialogTarget) return
    const { left } = this.dialogTarget.getBoundingClientRect()
    if (event.clientX < left) this.close()
  }

  closed({ target }: Event) {
    if (target !== this.dialogTarget) return
    this.frameTarget.src = null
    this.frameTarget.replaceChildren()
  }

  /** An act was done: the answer led on to the appointment. A search leads nowhere. */
  sent({ detail, target }: CustomEvent) {
    if (!detail.success || !detail.fetchResponse?.redirected) return
    this.isTyped = false
    this.isBooked = (target as HTMLFormElement).id === 'booking'
    window.dispatchEvent(new CustomEvent('appointment:changed'))
  }

  /** Who has just booked is back at the calendar, with the answer in its place. */
  loaded() {
    if (!this.isBooked) return
    this.isBooked = false
    const answers = this.frameTarget.querySelectorAll('.toasts > *')
    document.querySelector('.shell-content > .toasts')?.replaceChildren(...answers)
    this.dialogTarget.close()
  }

  private isBooked = false
}
