import { Controller } from '@hotwired/stimulus'

const WAIT_MS = 300
/** What else of the form decides which dates there are, and which of them are taken. */
const DECIDING = ['date', 'time', 'minutes', 'serviceId', 'memberId', 'roomId', 'scope']

/** Shows the dates of appointments that repeat as soon as something changes. Without a script the button does it. */
export default class extends Controller<HTMLElement> {
  static override targets = ['button']
  declare readonly buttonTarget: HTMLButtonElement
  private timer?: ReturnType<typeof setTimeout>

  override connect() {
    this.buttonTarget.hidden = true
  }

  changed({ target }: Event) {
    const isAboutTaken = (target as HTMLInputElement).name === 'onTaken'
    if (!isAboutTaken) this.showSoon()
  }

  changedElsewhere({ target }: Event) {
    const { form, name } = target as HTMLInputElement
    if (form === this.buttonTarget.form && DECIDING.includes(name)) this.showSoon()
  }

  override disconnect() {
    clearTimeout(this.timer)
  }

  private showSoon() {
    clearTimeout(this.timer)
    if (!this.element.querySelector('[value="none"]:checked'))
      this.timer = setTimeout(
        () => this.buttonTarget.form!.requestSubmit(this.buttonTarget),
        WAIT_MS
      )
  }
}
