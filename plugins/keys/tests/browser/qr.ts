import jsqr from 'jsqr'
import type { Locator } from 'playwright'

type Image = { data: number[]; width: number; height: number }

/** In the browser's words, which decodes pictures by itself: the dots of a PNG. */
const DOTS = `async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const { width, height } = picture
  const canvas = new OffscreenCanvas(width, height).getContext('2d')
  canvas.drawImage(picture, 0, 0)
  return { data: [...canvas.getImageData(0, 0, width, height).data], width, height }
}`

/** What somebody else's reader makes of a QR code as it is shown now; null if it reads nothing. */
export async function readQr(code: Locator): Promise<string | null> {
  const png = await code.screenshot()
  const { data, width, height } = await code
    .page()
    .evaluate<Image>(`(${DOTS})(${JSON.stringify(png.toString('base64'))})`)
  return jsqr.default(Uint8ClampedArray.from(data), width, height)?.data ?? null
}
