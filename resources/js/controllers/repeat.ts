import { ShownSoon } from '../shown_soon.ts'

/** Shows the dates of appointments that repeat as soon as something changes. Without a script the button does it. */
export default class extends ShownSoon {
  protected override deciding = [
    'date',
    'time',
    'minutes',
    'serviceId',
    'memberId',
    'roomId',
    'scope',
  ]

  changed({ target }: Event) {
    const isAnswer = ['onTaken', 'onlyOpen'].includes((target as HTMLInputElement).name)
    if (!isAnswer) this.showSoon()
  }

  protected override showSoon() {
    if (this.element.querySelector('[value="none"]:checked')) this.showNoMore()
    else super.showSoon()
  }
}
