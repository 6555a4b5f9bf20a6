import { decode, type Encoding, ENCODINGS, guessEncoding } from './encoding.js'

/** One property of a vCard: `item1.TEL;TYPE=cell:+45 20 30 40 50`. */
export type ContentLine = {
  name: string
  parameters: Map<string, string[]>
  value: string
}

const LINE = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s
const PARAMETER = /;([\w-]+)(?:=((?:"[^"]*"|[^";])*))?/g

/** Reads a line as vCard 4.0 (RFC 6350), 3.0 (RFC 2426) or 2.1 has it; null when it is none. */
export function readContentLine(text: string): ContentLine | null {
  const [, name, head, value] = LINE.exec(text) ?? []
  if (!name) return null

  const parameters = new Map<string, string[]>()
  for (const [, key, given] of head.matchAll(PARAMETER)) {
    // Version 2.1 says `TEL;CELL` where later ones say `TEL;TYPE=CELL`.
    const [into, values] = given === undefined ? bare(key) : [key.toUpperCase(), given]
    const known = parameters.get(into) ?? []
    parameters.set(into, [...known, ...values.replaceAll('"', '').split(',')])
  }
  return { name: name.toUpperCase(), parameters, value }
}

function bare(word: string): [string, string] {
  return [/^(quoted-printable|base64)$/i.test(word) ? 'ENCODING' : 'TYPE', word]
}

/** Whether the value goes on in the next line of the file: quoted-printable ends a broken line with `=`. */
export function isBroken(text: string) {
  return text.endsWith('=') && /^[^:]*quoted-printable/i.test(text)
}

/** Whether a line says of itself that it is this: `TYPE=work`, also among several, and `PREF` of vCard 4 (RFC 6350, 5.3). */
export function hasType({ parameters }: ContentLine, type: string) {
  if (type === 'pref' && parameters.has('PREF')) return true
  return parameters.get('TYPE')?.some((given) => given.toLowerCase() === type) ?? false
}

/** The value as one text. */
export function textOf(line: ContentLine): string {
  return unescape(decoded(line, line.value))
}

/** The parts of a structured value, as names and addresses have them. Decoded after the split, as 2.1 wants it. */
export function partsOf(line: ContentLine): string[] {
  return splitUnescaped(line.value, ';').map((part) =>
    splitUnescaped(decoded(line, part), ',')
      .map((word) => unescape(word).trim())
      .filter(Boolean)
      .join(' ')
  )
}

/** The values of a list: `CATEGORIES:back,knee`. */
export function listOf(line: ContentLine): string[] {
  return splitUnescaped(decoded(line, line.value), ',').map((word) => unescape(word).trim())
}

function splitUnescaped(text: string, separator: string) {
  const parts = ['']
  for (const [piece] of text.matchAll(/\\.|[^\\]|\\$/gs)) {
    if (piece === separator) parts.push('')
    else parts[parts.length - 1] += piece
  }
  return parts
}

function unescape(text: string) {
  return text.replace(/\\(.)/gs, (_, character) => (/n/i.test(character) ? '\n' : character))
}

function decoded({ parameters }: ContentLine, text: string) {
  if (!/^(quoted-printable|q)$/i.test(parameters.get('ENCODING')?.[0] ?? '')) return text
  const bytes = quotedPrintable(text)
  const charset = parameters.get('CHARSET')?.[0].toLowerCase().replace('iso-8859-1', 'windows-1252')
  return decode(bytes, isEncoding(charset) ? charset : guessEncoding(bytes))
}

/** RFC 2045, 6.7. */
function quotedPrintable(text: string) {
  const pieces = text.match(/=[0-9a-f]{2}|[^]/gi) ?? []
  return Buffer.concat(
    pieces.map((piece) =>
      piece.length === 3 ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece)
    )
  )
}

function isEncoding(charset?: string): charset is Encoding {
  return ENCODINGS.includes(charset as Encoding)
}
