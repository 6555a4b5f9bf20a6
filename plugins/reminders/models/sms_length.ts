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
  const length = isUnicode
    ? text.length
    : [...text].reduce((sum, letter) => sum + (EXTENDED.includes(letter) ? 2 : 1), 0)
  const [alone, together] = isUnicode ? [70, 67] : [160, 153]
  return { length, isUnicode, parts: length <= alone ? 1 : Math.ceil(length / together) }
}
