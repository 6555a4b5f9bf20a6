import { Controller } from '@hotwired/stimulus'

type Step = { done: number; total: number }

/**
 * Shows how far the switching of a plugin has come. The form is sent once the server lets us look on;
 * its answer is the result, with or without somebody looking.
 */
export default class extends Controller<HTMLFormElement> {
  static override targets = ['bar']
  static override values = { progress: String }
  declare readonly barTarget: HTMLProgressElement
  declare readonly progressValue: string
  private events?: EventSource

  start(event: SubmitEvent) {
    if (this.events) return
    event.preventDefault()
    const button = event.submitter
    this.events = new EventSource(this.progressValue)
    this.events.onopen = () => this.send(button)
    this.events.onmessage = ({ data }) => this.show(JSON.parse(data))
    this.events.onerror = () => this.stop()
    this.events.addEventListener('over', () => this.events?.close())
    this.barTarget.hidden = false
  }

  override disconnect() {
    this.events?.close()
  }

  private send(button: HTMLElement | null) {
    this.events!.onopen = null
    this.events!.onerror = () => this.events?.close()
    this.element.requestSubmit(button)
  }

  private show({ done, total }: Step) {
    this.barTarget.max = total
    this.barTarget.value = done
  }

  /** Nobody lets us look on: switch all the same. */
  private stop() {
    this.events!.close()
    this.element.requestSubmit()
  }
}
