import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Every way in which these words could lie somewhere without being encrypted. */
export function formsOf(words: string): { form: string; bytes: Buffer }[] {
  const utf8 = Buffer.from(words)
  const utf16 = Buffer.from(words, 'utf16le')
  return [
    { form: 'plain', bytes: utf8 },
    { form: 'UTF-16 LE', bytes: utf16 },
    { form: 'UTF-16 BE', bytes: Buffer.from(utf16).swap16() },
    { form: 'Latin-1', bytes: Buffer.from(words, 'latin1') },
    { form: 'JSON', bytes: Buffer.from(escaped(words)) },
    { form: 'URL', bytes: Buffer.from(encodeURIComponent(words)) },
    { form: 'form', bytes: Buffer.from(encodeURIComponent(words).replaceAll('%20', '+')) },
    { form: 'hex', bytes: Buffer.from(utf8.toString('hex')) },
    { form: 'HEX', bytes: Buffer.from(utf8.toString('hex').toUpperCase()) },
    ...[utf8, utf16].flatMap(base64Forms),
  ]
}

/** Base64 is another text for each of the three places at which something can begin. */
function base64Forms(bytes: Buffer) {
  return [0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
    const text = shifted.toString('base64').replaceAll('=', '')
    // The first and the last letters depend on what stands around.
    const sure = text.slice(Math.ceil((offset * 8) / 6), -1)
    const url = sure.replaceAll('+', '-').replaceAll('/', '_')
    return [
      { form: `base64 at ${offset}`, bytes: Buffer.from(sure) },
      { form: `base64url at ${offset}`, bytes: Buffer.from(url) },
    ]
  })
}

/** Where any of these words are, in whichever form: `file: form of "words"`. */
export function tracesOf(words: string[], places: { name: string; bytes: Buffer }[]) {
  const wanted = words.flatMap((each) => formsOf(each).map((form) => ({ ...form, words: each })))
  return places.flatMap(({ name, bytes }) =>
    wanted
      .filter((form) => bytes.includes(form.bytes))
      .map(({ form, words: each }) => `${name}: ${form} of "${each}"`)
  )
}

/** Every file below a folder, databases with their logs among them. */
export function filesBelow(folder: string): { name: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((name) => ({ name, bytes: readFileSync(name) }))
}

function escaped(words: string) {
  return [...words]
    .map((letter) => {
      const code = letter.charCodeAt(0)
      return code < 128 ? letter : `\\u${code.toString(16).padStart(4, '0')}`
    })
    .join('')
}
