const SIGNS = ['keydown', 'pointerdown', 'wheel', 'touchmove']
const TELL_EVERY_MS = 5000
const LOOK_EVERY_MS = 1000

let aliveAt = Date.now()
let toldAt = 0
let limitMs = Number.POSITIVE_INFINITY
let whenIdle: (() => void) | null = null

/**
 * Calls back when nobody has typed, clicked or scrolled for so long, in whichever tab: they tell each other. Time that
 * the computer slept counts.
 */
export function watchIdleness(minutes: number, callback: () => void) {
  if (!whenIdle) start()
  limitMs = minutes * 60_000
  whenIdle = callback
}

/** From now on, for instance because the key was just opened. */
export function beginAnew() {
  aliveAt = Date.now()
}

function start() {
  const channel = new BroadcastChannel('fortrolig-keys-alive')
  channel.addEventListener('message', beginAnew)
  const alive = () => {
    // Who comes back after too long must not be counted as there: first look, then live.
    look()
    beginAnew()
    if (aliveAt - toldAt < TELL_EVERY_MS) return
    toldAt = aliveAt
    channel.postMessage(null)
  }
  for (const sign of SIGNS) document.addEventListener(sign, alive, { passive: true, capture: true })
  setInterval(look, LOOK_EVERY_MS)
}

function look() {
  if (Date.now() - aliveAt <= limitMs) return
  beginAnew()
  whenIdle!()
}
