import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Words, or the bytes of a key, that nobody but their owner may have. */
export type Secret = { name: string; is: string | Uint8Array }
export type Place = { name: string; bytes: Buffer }

/** Every way in which this could lie somewhere without being encrypted. */
function formsOf(secret: string | Uint8Array): { form: string; bytes: Buffer }[] {
  return typeof secret === 'string' ? formsOfWords(secret) : formsOfBytes(Buffer.from(secret))
}

function formsOfWords(words: string) {
  const utf16 = Buffer.from(words, 'utf16le')
  return [
    { form: 'UTF-16 BE', bytes: Buffer.from(utf16).swap16() },
    { form: 'Latin-1', bytes: Buffer.from(words, 'latin1') },
    { form: 'JSON', bytes: Buffer.from(escaped(words)) },
    { form: 'URL', bytes: Buffer.from(encodeURIComponent(words)) },
    { form: 'form', bytes: Buffer.from(encodeURIComponent(words).replaceAll('%20', '+')) },
    ...formsOfBytes(Buffer.from(words)),
    ...formsOfBytes(utf16).map(({ form, bytes }) => ({ form: `UTF-16 LE, ${form}`, bytes })),
  ]
}

/** Bytes as they are, and as text, each in 8 and in 16 bits a letter. */
function formsOfBytes(bytes: Buffer) {
  const texts = [
    { form: 'hex', text: bytes.toString('hex') },
    { form: 'HEX', text: bytes.toString('hex').toUpperCase() },
    { form: 'numbers', text: [...bytes].join(',') },
    ...base64Forms(bytes),
  ]
  return [
    { form: 'plain', bytes },
    ...texts.flatMap(({ form, text }) => [
      { form, bytes: Buffer.from(text) },
      { form: `${form} in UTF-16`, bytes: Buffer.from(text, 'utf16le') },
    ]),
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
      { form: `base64 at ${offset}`, text: sure },
      { form: `base64url at ${offset}`, text: url },
    ]
  })
}

/** Where any of these are, in whichever form: `place: form of name`. */
export function tracesOf(secrets: Secret[], places: Place[]) {
  const wanted = secrets.flatMap(({ name, is }) =>
    formsOf(is).map(({ form, bytes }) => ({ what: `${form} of ${name}`, bytes }))
  )
  return places.flatMap(({ name, bytes }) =>
    wanted.filter((each) => bytes.includes(each.bytes)).map(({ what }) => `${name}: ${what}`)
  )
}

/** Every file below a folder, databases with their logs among them. */
export function filesBelow(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, path: join(folder, name) }))
    .filter(({ path }) => statSync(path).isFile())
    .map(({ name, path }) => ({ name, bytes: readFileSync(path) }))
}

function escaped(words: string) {
  return [...words]
    .map((letter) => {
      const code = letter.charCodeAt(0)
      return code < 128 ? letter : `\\u${code.toString(16).padStart(4, '0')}`
    })
    .join('')
}
