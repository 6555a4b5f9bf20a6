/** Runs of letters that may be something else in base64, long enough to hide a word. */
const BASE64 = /[\w+/-]{8,}={0,2}/g
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Everything that can be read in what went over a wire, in every way in which mails, links and calendar files wrap words
 * up: a secret may lie in a part in base64, in a cut line of an .ics file, in a percent sign.
 */
export function readings(raw: string): string {
  const unwrapped = [raw, encodedWords(raw), quotedPrintable(raw), wholeBodies(raw)]
  const whole = unwrapped.flatMap((text) => [text, unfolded(text)])
  return whole.flatMap((text) => [text, percent(text), entities(text), ...hidden(text)]).join('\n')
}

/** RFC 2045, 6.7. */
function quotedPrintable(text: string) {
  return text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/(?:=[\dA-F]{2})+/gi, (run) => fromHex(run.replaceAll('=', '')))
}

/** RFC 2047: words in headers. */
function encodedWords(text: string) {
  return text.replaceAll(/=\?utf-8\?([bq])\?(.*?)\?=\s*/gi, (_, way: string, word: string) =>
    way.toLowerCase() === 'b' ? fromBase64(word) : quotedPrintable(word.replaceAll('_', ' '))
  )
}

/** Bodies in base64 are cut after 76 letters. */
function wholeBodies(text: string) {
  return text.replaceAll(/(?:^[\w+/]{20,76}\r?\n)+[\w+/]*={0,2}/gm, (run) =>
    fromBase64(run.replaceAll(/\s/g, ''))
  )
}

/** RFC 5545, 3.1, and RFC 5322, 2.2.3. */
function unfolded(text: string) {
  return text.replaceAll(/\r?\n[ \t]/g, '').replaceAll(/\\([,;\\])/g, '$1')
}

function percent(text: string) {
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) => fromHex(run.replaceAll('%', '')))
}

function entities(text: string) {
  return text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? entity
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return String.fromCodePoint(code)
  })
}

function hidden(text: string) {
  return (text.match(BASE64) ?? []).map(fromBase64)
}

function fromHex(hex: string) {
  return Buffer.from(hex, 'hex').toString()
}

function fromBase64(text: string) {
  return Buffer.from(text, 'base64').toString()
}
