import { Controller } from '@hotwired/stimulus'

/** Changes the look at once, where the page is, so that nothing typed is lost. Without scripts the form does it. */
export default class extends Controller<HTMLFormElement> {
  choose(event: SubmitEvent) {
    event.preventDefault()
    const { name, value, dataset } = event.submitter as HTMLButtonElement
    const { dataset: page } = document.documentElement
    if (dataset.themeName) page.theme = dataset.themeName
    else delete page.theme
    // The choice stands in the menu of the phone and in that of the desk.
    for (const button of document.querySelectorAll<HTMLButtonElement>('.theme-button'))
      button.setAttribute('aria-pressed', String(button.value === value))
    void this.keep(new URLSearchParams({ [name]: value }))
  }

  /** A server that is away costs no more than the choice on the next page. */
  private keep(body: URLSearchParams) {
    const { action, method } = this.element
    return fetch(action, { method, body, redirect: 'manual' }).catch(() => null)
  }
}
