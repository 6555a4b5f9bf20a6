import { Controller } from '@hotwired/stimulus'

const WAIT_MS = 300

/**
 * What a form would bring about, fetched from the server as soon as something changes that decides it. The
 * button that fetches it is there without a script, and steps back with one.
 */
export abstract class ShownSoon extends Controller<HTMLElement> {
  static override targets = ['button']
  declare readonly buttonTarget: HTMLButtonElement
  /** The names of the fields, wherever in the form they are. */
  protected abstract deciding: readonly string[]
  private timer?: ReturnType<typeof setTimeout>

  override connect() {
    this.buttonTarget.hidden = true
    this.buttonTarget.form!.addEventListener('submit', this.sent)
  }

  changedElsewhere({ target }: Event) {
    const { form, name } = target as HTMLInputElement
    if (form === this.buttonTarget.form && this.deciding.includes(name)) this.showSoon()
  }

  override disconnect() {
    this.buttonTarget.form?.removeEventListener('submit', this.sent)
    this.showNoMore()
  }

  /** Who sends the form wants no preview of it any more; a button that fills a part of the page does not send it. */
  private sent = ({ submitter }: SubmitEvent) => {
    if (!submitter?.hasAttribute('data-turbo-frame')) this.showNoMore()
  }

  protected showSoon() {
    this.showNoMore()
    this.timer = setTimeout(() => this.buttonTarget.form!.requestSubmit(this.buttonTarget), WAIT_MS)
  }

  protected showNoMore() {
    clearTimeout(this.timer)
  }
}
