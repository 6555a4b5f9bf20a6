import { Controller } from '@hotwired/stimulus'

const PAUSE_MS = 300

type Preview = { subject: string | null; body: string; length: string; hasLink: boolean }

/** Shows how a text will read while it is typed. Without this the page shows how it reads as it was saved. */
export default class extends Controller<HTMLElement> {
  static targets = ['form', 'subject', 'body', 'length', 'link']
  static values = { url: String }

  declare readonly formTarget: HTMLFormElement
  declare readonly subjectTargets: HTMLElement[]
  declare readonly bodyTarget: HTMLElement
  declare readonly lengthTarget: HTMLElement
  declare readonly linkTargets: HTMLElement[]
  declare readonly urlValue: string

  private timer: ReturnType<typeof setTimeout> | undefined
  private latest = 0

  disconnect() {
    clearTimeout(this.timer)
  }

  refresh() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.load(), PAUSE_MS)
  }

  /** Answers may overtake each other: only that of the last question counts. */
  private async load() {
    const number = ++this.latest
    const form = new FormData(this.formTarget)
    form.delete('_method')
    const body = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))
    const response = await fetch(this.urlValue, { method: 'POST', body }).catch(() => null)
    if (!response?.ok) return
    const preview: Preview = await response.json()
    if (number === this.latest) this.show(preview)
  }

  private show({ subject, body, length, hasLink }: Preview) {
    for (const target of this.subjectTargets) target.textContent = subject
    this.bodyTarget.textContent = body
    this.lengthTarget.textContent = length
    for (const target of this.linkTargets) target.hidden = !hasLink
  }
}
