/**
 * A browser that nobody watches while it works. Playwright asks Chromium to report each request with its body, in base64: of
 * a rotation those are 40 MB, and telling of them took longer than the rotation. So it lets go of the page in between.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'

export const { CHROMIUM = '/usr/bin/chromium' } = process.env
const POLL_MS = 250
const LONGEST_MS = 120_000

/** With one page, whose window stays when it is let go. */
export async function startUnwatched() {
  const profile = mkdtempSync(join(tmpdir(), 'bench-chromium-'))
  const child = spawn(
    CHROMIUM,
    [
      ...['--headless=new', '--no-sandbox', '--no-first-run', '--disable-background-networking'],
      ...['--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] }
  )
  const { host } = await addressOf(child)
  return { withPage, until, stop }

  /** Lets go of it afterwards. */
  async function withPage(work) {
    const browser = await chromium.connectOverCDP(`http://${host}`)
    const [context] = browser.contexts()
    try {
      return await work(context.pages()[0])
    } finally {
      await browser.close()
    }
  }

  /** Waits for a title without touching the page. */
  async function until(title) {
    for (const since = Date.now(); Date.now() - since < LONGEST_MS;) {
      const pages = await fetch(`http://${host}/json/list`).then((answer) => answer.json())
      if (pages.some((page) => page.title === title)) return
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    throw new Error(`No page was called "${title}"`)
  }

  async function stop() {
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Chromium says it when it is there. */
async function addressOf(child) {
  for await (const line of createInterface(child.stderr)) {
    const [address] = line.match(/ws:\/\/\S+/) ?? []
    if (!address) continue
    child.stderr.resume()
    return new URL(address)
  }
  throw new Error('Chromium did not start')
}
