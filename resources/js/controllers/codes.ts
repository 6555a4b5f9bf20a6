import { Controller } from '@hotwired/stimulus'

/** Lets the recovery codes be kept as a file or on paper. They never leave the page otherwise. */
export default class extends Controller<HTMLElement> {
  static override targets = ['list']
  static override values = { file: String, head: String }
  declare readonly listTarget: HTMLElement
  declare readonly fileValue: string
  declare readonly headValue: string

  download() {
    const text = `${this.headValue}\n\n${this.listTarget.textContent?.trim()}\n`
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    link.download = this.fileValue
    link.click()
    URL.revokeObjectURL(link.href)
  }

  print() {
    window.print()
  }
}
