import { Controller } from '@hotwired/stimulus'

/** Asks before a form with changes is left behind, by a link or by closing the window. */
export default class extends Controller<HTMLFormElement> {
  static override values = { question: String }
  declare readonly questionValue: string

  changed() {
    this.isChanged = true
  }

  /** A button that only fills a part of the page leaves what was typed where it is. */
  sent({ submitter }: SubmitEvent) {
    if (!submitter?.hasAttribute('data-turbo-frame')) this.isChanged = false
  }

  visit(event: Event) {
    if (this.isChanged && !confirm(this.questionValue)) event.preventDefault()
    else this.isChanged = false
  }

  unload(event: BeforeUnloadEvent) {
    if (this.isChanged) event.preventDefault()
  }

  /** Told on the form, for those who would replace the page. */
  private set isChanged(isChanged: boolean) {
    this.element.toggleAttribute('data-unsaved', isChanged)
  }

  private get isChanged() {
    return this.element.hasAttribute('data-unsaved')
  }
}
