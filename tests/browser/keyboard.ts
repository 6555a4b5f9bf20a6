import type { Page } from 'playwright'

const ENOUGH = 80
/** In the browser's words: what has the focus is called. */
const NAME_OF_FOCUSED = `(() => {
  const { activeElement: element } = document
  const label = element.labels?.[0]?.textContent ?? element.closest('fieldset')?.querySelector('legend')?.textContent
  if (element.matches('button, a')) return element.ariaLabel ?? element.textContent
  return (element.type === 'radio' ? element.closest('fieldset')?.querySelector('legend').textContent : null)
    ?? element.ariaLabel ?? label ?? element.textContent
})()`

/** Goes from one thing to the next until the one of this name has the focus. */
export async function tabTo(page: Page, name: string, key = 'Tab') {
  for (let step = 0; step < ENOUGH; step++) {
    const focused = await page.evaluate<string>(NAME_OF_FOCUSED)
    if (focused.trim() === name) return
    await page.keyboard.press(key)
  }
  throw new Error(`No way with the keyboard to ${name}`)
}

/** Goes to a button or a link, and presses it. */
export async function pressWithKeys(page: Page, name: string) {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}
