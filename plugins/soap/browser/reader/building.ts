import { base64Digest } from '../keeping/digest.ts'
import { pageData } from '../parts/page.ts'
import type { Enclosed } from '../taking/files.ts'
import css from './reader.css?inline'
// Built as a worker is, because that is one file with everything in it; it becomes the script of a page.
import program from './main.ts?worker&url'
import type { Sealed } from './sealed.ts'

const WORDS =
  /^soap\.browser\.(reader|regions|chart|addendum|files|faults|signed_by|closed_unsigned|empty_note|imported)/

/**
 * A file that opens by itself: the program, the words in the reader's language, and the notes, sealed. Its own policy
 * allows this one script and this one style, and no network at all.
 */
export async function readerFile(sealed: Sealed, files: Enclosed[]): Promise<Blob> {
  const answer = await fetch(program)
  const script = forScript(await answer.text())
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${await base64Digest(script)}'`,
    `style-src 'sha256-${await base64Digest(css)}'`,
    'img-src data: blob:',
  ].join('; ')
  const { locale, timeZone, words } = pageData()
  const shown = Object.fromEntries(Object.entries(words).filter(([key]) => WORDS.test(key)))
  const html = [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${words['soap.browser.reader.title']}</title><style>${css}</style></head><body>`,
    `<script type="application/json" data-soap-page>${json({ locale, timeZone, words: shown })}</script>`,
    `<script type="application/json" data-soap-sealed>${json(sealed)}</script>`,
    ...files.flatMap(block),
    `<script>${script}</script></body></html>`,
  ]
  return new Blob(html, { type: 'text/html' })
}

/** A file as a block of data, which no browser runs; the reader finds it by its id. */
function block({ id, base64 }: Enclosed): BlobPart[] {
  return [`<script type="text/plain" data-soap-file="${id}">`, base64, '</script>']
}

function json(value: unknown) {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

/** The end of a script would end it, also within a text. */
function forScript(code: string) {
  return code.replaceAll('</script', '<\\/script')
}
