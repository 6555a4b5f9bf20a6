import type { Locator, Page } from 'playwright'

/** Where something is on the page, in pixels from its corner. */
export type Point = { x: number; y: number }

/** Where it stands, as soon as it stands anywhere: a live change may be drawing it anew. */
export async function boxOf(locator: Locator) {
  for (;;) {
    await locator.waitFor()
    const box = await locator.boundingBox()
    if (box) return box
  }
}

export async function middleOf(locator: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(locator)
  return { x: x + width / 2, y: y + height / 2 }
}

export async function drag(page: Page, from: Point, to: Point) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
  await page.mouse.up()
}
