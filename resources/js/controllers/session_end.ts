import { Controller } from '@hotwired/stimulus'

const WARNING_MS = 60_000
const SIGN_OF_LIFE_EVERY_MS = 120_000
const SIGN_OUT_TAKES_MS = 2000
const ADDRESS = '/session-time'

/**
 * Warns a minute before the member is signed out, and leaves the page when it happens, because it may show
 * what is confidential. Typing and clicking count as a sign of life and are told to the server
 * now and then; time that only passes does not. The tabs of one browser tell each other.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['dialog', 'text']
  static override values = { seconds: Number, door: String }
  declare readonly dialogTarget: HTMLDialogElement
  declare readonly textTarget: HTMLElement
  declare readonly secondsValue: number
  /** Where to come back in. */
  declare readonly doorValue: string
  private channel!: BroadcastChannel
  private clock?: ReturnType<typeof setInterval>
  private length = 0
  private endsAt = 0
  private toldAt = 0
  private isAsking = false

  override connect() {
    this.channel = new BroadcastChannel('fortrolig-session')
    this.channel.addEventListener('message', ({ data }) => this.heard(data))
    this.length = this.secondsValue * 1000
    this.lasts(this.length)
    this.channel.postMessage({ endsAt: this.endsAt })
    this.clock = setInterval(() => this.look(), 1000)
  }

  override disconnect() {
    clearInterval(this.clock)
    this.channel.close()
  }

  /** Somebody types or clicks. While the warning is shown only its answer counts. */
  alive() {
    const every = Math.min(SIGN_OF_LIFE_EVERY_MS, this.length / 4)
    if (!this.dialogTarget.open && Date.now() - this.toldAt > every) void this.stay()
  }

  /** Tells the server, and the other tabs, that somebody is there. */
  async stay(event?: Event) {
    event?.preventDefault()
    this.toldAt = Date.now()
    const answer = await this.reach('POST')
    if (isOver(answer)) return this.leave()
    // A server that is busy or away costs nobody a long form: the next sign of life tries again.
    if (!answer?.ok) return
    this.lasts(this.length)
    this.channel.postMessage({ endsAt: this.endsAt })
  }

  look() {
    const left = this.endsAt - Date.now()
    if (left <= 0) return void this.ask()
    if (left <= WARNING_MS) this.warn(Math.ceil(left / 1000))
    else if (this.dialogTarget.open) this.dialogTarget.close()
  }

  /** The other tabs are to leave too when the member signs out in this one. */
  submitted({ target }: Event) {
    if (new URL((target as HTMLFormElement).action).pathname === '/sign-out')
      this.channel.postMessage({ endsAt: Date.now() + SIGN_OUT_TAKES_MS })
  }

  private heard({ endsAt }: { endsAt: number }) {
    this.endsAt = endsAt
    this.look()
  }

  private lasts(milliseconds: number) {
    this.endsAt = Date.now() + milliseconds
    this.toldAt = Date.now()
    this.look()
  }

  private warn(seconds: number) {
    this.textTarget.textContent = this.textTarget.dataset.words!.replace('%', String(seconds))
    if (!this.dialogTarget.open) this.dialogTarget.showModal()
  }

  /** The server decides: another device's clock, or another browser of the same session, may know more. */
  private async ask() {
    if (this.isAsking) return
    this.isAsking = true
    const answer = await this.reach('GET')
    this.isAsking = false
    if (!answer?.ok) return this.leave()
    const { seconds } = (await answer.json()) as { seconds: number }
    this.lasts(seconds * 1000)
  }

  /** The server's answer; null when there is none. */
  private reach(method: 'GET' | 'POST') {
    return fetch(ADDRESS, { method, redirect: 'manual' }).catch(() => null)
  }

  private leave() {
    clearInterval(this.clock)
    const query = new URLSearchParams({
      ended: 'yes',
      next: window.location.pathname + window.location.search,
    })
    window.location.replace(`${this.doorValue}?${query}`)
  }
}

/** Who is not signed in any more is sent to the sign-in page. */
function isOver(answer: Response | null) {
  return answer?.type === 'opaqueredirect'
}
