import type { Page } from 'playwright'
import { countStored } from '#tests/browser/stored'

/** In the browser's words: the next request that the server takes something from arrives, and its answer does not. */
export const LOSE_NEXT_ANSWER = `{
  const { fetch } = window
  window.fetch = async (address, options) => {
    const answer = await fetch(address, options)
    if (options?.method !== 'POST' || !answer.ok) return answer
    window.fetch = fetch
    throw new TypeError('lost')
  }
}`

/** How many envelopes wait in this browser. */
export const waiting = (page: Page) => countStored(page, 'fortrolig-soap', 'typed')
