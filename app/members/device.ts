import Bowser from 'bowser'

/** What somebody signs in with, as people recognise it. `kind` names an icon; `browser` and `system` are product names. */
export type Device = {
  kind: 'monitor' | 'smartphone'
  browser: string | null
  system: string | null
}

/** What a browser says about itself. Anybody can say anything: it helps to recognise one's own, and proves nothing. */
export function deviceOf(userAgent: string | null | undefined): Device {
  const agent = userAgent ? Bowser.parse(userAgent) : null
  const isHandheld = ['mobile', 'tablet'].includes(agent?.platform.type ?? '')
  return {
    kind: isHandheld ? 'smartphone' : 'monitor',
    browser: agent?.browser.name || null,
    system: agent?.os.name || null,
  }
}

/** The same in one line, without versions, so that an update makes no new device: “Firefox · Windows”. Null if it says nothing. */
export function deviceName(userAgent: string | null | undefined) {
  const { browser, system } = deviceOf(userAgent)
  return [browser, system].filter(Boolean).join(' · ') || null
}
