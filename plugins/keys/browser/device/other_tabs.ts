const channel = new BroadcastChannel('fortrolig-keys')

let whenLocked: (() => void) | null = null
channel.addEventListener('message', () => whenLocked?.())

/** Calls back when the member has locked another tab of this browser: then they mean all of them. */
export function watchOtherTabs(callback: () => void) {
  whenLocked = callback
}

export function lockOtherTabs() {
  channel.postMessage('lock')
}
