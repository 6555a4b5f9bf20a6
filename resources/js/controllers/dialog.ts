import { Controller } from '@hotwired/stimulus'

/**
 * Opens and closes a native <dialog>, which keeps the focus inside and gives it back.
 * A dialog rendered with data-dialog-open-value="true" opens by itself (a form with mistakes).
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['dialog']
  static override values = { open: Boolean }
  declare readonly dialogTarget: HTMLDialogElement
  declare readonly openValue: boolean

  override connect() {
    if (this.openValue) this.open()
  }

  open(event?: Event) {
    event?.preventDefault()
    if (!this.dialogTarget.open) this.dialogTarget.showModal()
  }

  close(event?: Event) {
    event?.preventDefault()
    this.dialogTarget.close()
  }

  /** A click beside the dialog lands on its backdrop, which is the element itself. */
  backdrop({ target, clientX, clientY }: MouseEvent) {
    if (target !== this.dialogTarget) return
    const box = this.dialogTarget.getBoundingClientRect()
    const isInside =
      clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom
    if (!isInside) this.dialogTarget.close()
  }
}
