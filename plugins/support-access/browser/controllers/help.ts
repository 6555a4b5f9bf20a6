import { Controller } from '@hotwired/stimulus'
import { Listening } from './listening.ts'

/**
 * The line above every page: counts down, and goes when the time is up. On the helper's own pages it leaves as soon as the
 * clinic has ended the help, because what is on the screen is not theirs to see any more.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['left']
  static override values = { path: String, seconds: Number, door: String }
  declare readonly leftTarget: HTMLElement
  declare readonly pathValue: string
  /** Counted by the server, whose clock it is. */
  declare readonly secondsValue: number
  declare readonly doorValue: string
  private clock?: ReturnType<typeof setInterval>
  private listening?: Listening
  private endsAt = 0

  override connect() {
    this.endsAt = Date.now() + this.secondsValue * 1000
    this.clock = setInterval(() => this.tick(), 1000)
    this.tick()
    if (!this.doorValue) return
    this.listening = new Listening(this.pathValue, () => void this.ask())
    this.look()
  }

  override disconnect() {
    clearInterval(this.clock)
    this.listening?.end()
  }

  look() {
    this.listening?.look()
  }

  private tick() {
    const left = Math.ceil((this.endsAt - Date.now()) / 1000)
    if (left <= 0) return this.isOver()
    const [minutes, seconds] = [Math.floor(left / 60), left % 60]
    this.leftTarget.textContent = `(${minutes}:${String(seconds).padStart(2, '0')})`
  }

  private isOver() {
    if (this.doorValue) return this.leave()
    this.element.remove()
  }

  /** Whether this browser is still let in; a server that does not answer has let nobody out. */
  private async ask() {
    const answer = await fetch('/session-time', { redirect: 'manual' }).catch(() => null)
    if (answer && !answer.ok) this.leave()
  }

  private leave() {
    clearInterval(this.clock)
    this.listening?.end()
    window.location.replace(`${this.doorValue}?ended=yes`)
  }
}
