const LONG_ENOUGH_MS = 60_000

/**
 * Lets the browser save a file that was made on the page, so that no server sees it. Its address stays for a while: Safari
 * and Firefox fetch what it points to only after the click is over.
 */
export function saveAs(file: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), LONG_ENOUGH_MS)
}
