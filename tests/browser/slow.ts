import type { Browser, Page } from 'playwright'

/**
 * Makes every page of this browser as many times slower as asked (`SLOW=4 npm test -- browser`), while
 * the tests stay as fast as they are: whatever reads a page before it is ready fails here every time,
 * instead of once a month on a busy machine.
 */
export function slowedDown(browser: Browser, times: number) {
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => {
    const context = await newContext(options)
    context.on('page', (page) => void slowDown(page, times))
    return context
  }
  return browser
}

async function slowDown(page: Page, times: number) {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: times })
}
