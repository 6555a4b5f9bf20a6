/** GSM 03.38: what an SMS carries in seven bits. What is in the second list takes the room of two. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENDED = '\f^{}\\[~]|€'

/** Whether a text needs Unicode, in which an SMS holds less than half as much. */
export function needsUnicode(text: string) {
  return [...text].some((letter) => !BASIC.includes(letter) && !EXTENDED.includes(letter))
}

/** As how many SMS a text is sent, and paid for. */
export function smsParts(text: string) {
  const isUnicode = needsUnicode(text)
  const sizes = [...text].map((letter) => sizeOf(letter, isUnicode))
  const length = sizes.reduce((sum, size) => sum + size, 0)
  const [alone, together] = isUnicode ? [70, 67] : [160, 153]
  return { length, isUnicode, parts: length <= alone ? 1 : filled(sizes, together) }
}

/** In septets, or in units of UTF-16, of which an emoji has two. */
function sizeOf(letter: string, isUnicode: boolean) {
  if (isUnicode) return letter.length
  return EXTENDED.includes(letter) ? 2 : 1
}

/** How many parts these letters fill: one that takes the room of two is never cut in half. */
function filled(sizes: readonly number[], room: number) {
  let [parts, taken] = [1, 0]
  for (const size of sizes) {
    if (taken + size > room) [parts, taken] = [parts + 1, 0]
    taken += size
  }
  return parts
}
