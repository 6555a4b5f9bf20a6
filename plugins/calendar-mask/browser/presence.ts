const TELL_EVERY_MS = 5000

type Wishes = {
  /** After how long without a key or a click somebody is taken to be away; 0 is never. */
  idleMs: number
  /** How long the window may be without the focus; 0 is for ever. */
  leftMs: number
  gone: () => void
  /** Another tab of this browser hides names. */
  hiddenElsewhere: () => void
}

/** Somebody types, clicks or scrolls: kept from page to page, because Turbo does not reload this module. */
let aliveAt = Date.now()

/** Whether somebody is at this browser, in whichever of its tabs: they tell each other. */
export class Presence {
  private channel = new BroadcastChannel('calendar-mask')
  private listening = new AbortController()
  private clock: ReturnType<typeof setInterval>
  private leaving?: ReturnType<typeof setTimeout>
  private toldAt = 0

  constructor(private wishes: Wishes) {
    const { signal } = this.listening
    for (const sign of ['keydown', 'pointerdown', 'wheel', 'touchmove'])
      document.addEventListener(sign, () => this.alive(), { signal, passive: true })
    for (const [target, event] of [
      [window, 'blur'],
      [document, 'visibilitychange'],
    ] as const)
      target.addEventListener(event, () => this.left(), { signal })
    window.addEventListener('focus', () => this.alive(), { signal })
    this.channel.addEventListener('message', ({ data }) => this.heard(data))
    this.clock = setInterval(() => this.look(), 1000)
  }

  tellHidden() {
    this.channel.postMessage('hidden')
  }

  end() {
    clearInterval(this.clock)
    clearTimeout(this.leaving)
    this.listening.abort()
    this.channel.close()
  }

  private alive() {
    aliveAt = Date.now()
    clearTimeout(this.leaving)
    if (aliveAt - this.toldAt < TELL_EVERY_MS && document.hasFocus()) return
    this.toldAt = aliveAt
    this.channel.postMessage('alive')
  }

  private heard(message: 'alive' | 'hidden') {
    if (message === 'hidden') return this.wishes.hiddenElsewhere()
    aliveAt = Date.now()
    clearTimeout(this.leaving)
  }

  /** Another tab of the clinic's may be what the focus went to; it tells. */
  private left() {
    if (!this.wishes.leftMs || isLookedAt()) return
    clearTimeout(this.leaving)
    this.leaving = setTimeout(() => {
      if (!isLookedAt()) this.wishes.gone()
    }, this.wishes.leftMs)
  }

  private look() {
    const { idleMs, gone } = this.wishes
    if (idleMs && Date.now() - aliveAt > idleMs) gone()
  }
}

function isLookedAt() {
  return document.visibilityState === 'visible' && document.hasFocus()
}
