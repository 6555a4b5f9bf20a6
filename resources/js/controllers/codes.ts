import { Controller } from '@hotwired/stimulus'
import { saveAs } from '#js/saving'

/** Lets the recovery codes be kept as a file or on paper. They never leave the page otherwise. */
export default class extends Controller<HTMLElement> {
  static override targets = ['list']
  static override values = { file: String, head: String }
  declare readonly listTarget: HTMLElement
  declare readonly fileValue: string
  declare readonly headValue: string

  download() {
    const text = `${this.headValue}\n\n${this.listTarget.textContent?.trim()}\n`
    saveAs(new Blob([text], { type: 'text/plain' }), this.fileValue)
  }

  print() {
    window.print()
  }
}
