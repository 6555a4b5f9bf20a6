import { Controller } from '@hotwired/stimulus'
import type { FrameElement } from '@hotwired/turbo'

/**
 * Reloads the turbo-frame around it until the server renders the frame without this controller:
 * long work is done when its page no longer asks.
 */
export default class extends Controller {
  static override values = { every: { type: Number, default: 1000 }, url: String }
  declare readonly everyValue: number
  declare readonly urlValue: string
  private timer?: ReturnType<typeof setTimeout>

  override connect() {
    this.timer = setTimeout(() => this.reload(), this.everyValue)
  }

  override disconnect() {
    clearTimeout(this.timer)
  }

  private reload() {
    const frame = this.element.closest<FrameElement>('turbo-frame')
    if (!frame) return
    if (frame.src) void frame.reload()
    else frame.src = this.urlValue || location.href
  }
}
