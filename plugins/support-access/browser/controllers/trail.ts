import { Controller } from '@hotwired/stimulus'
import type { FrameElement } from '@hotwired/turbo'
import { Listening } from './listening.ts'

/** Brings what the helper does as it is done: the frame is asked for again whenever something has happened. */
export default class extends Controller<FrameElement> {
  static override values = { path: String, live: Boolean }
  declare readonly pathValue: string
  declare readonly liveValue: boolean
  private listening?: Listening

  override connect() {
    if (!this.liveValue) return
    this.listening = new Listening(this.pathValue, () => this.reload())
    this.look()
  }

  override disconnect() {
    this.listening?.end()
  }

  look() {
    this.listening?.look()
  }

  private reload() {
    if (this.element.src) void this.element.reload()
    else this.element.src = location.href
  }
}
