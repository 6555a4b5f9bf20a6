import { Controller } from '@hotwired/stimulus'

const SHOWN_MS = 2500

/** Copies the text of its source, and says so to eyes and to screen readers. */
export default class extends Controller {
  static override targets = ['source', 'status', 'idle', 'done']
  declare readonly sourceTarget: HTMLElement
  declare readonly statusTarget: HTMLElement
  declare readonly idleTarget: HTMLElement
  declare readonly doneTarget: HTMLElement
  private timer?: ReturnType<typeof setTimeout>

  async copy() {
    const source = this.sourceTarget
    const text = source instanceof HTMLInputElement ? source.value : (source.innerText ?? '')
    await navigator.clipboard.writeText(text.trim())
    this.show(true)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.show(false), SHOWN_MS)
  }

  override disconnect() {
    clearTimeout(this.timer)
  }

  private show(isCopied: boolean) {
    this.idleTarget.hidden = isCopied
    this.doneTarget.hidden = !isCopied
    this.statusTarget.textContent = isCopied ? this.doneTarget.textContent : ''
  }
}
