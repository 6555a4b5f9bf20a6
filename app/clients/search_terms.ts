/**
 * What somebody who looks for a client typed, taken apart. Every term must be found.
 *
 * - `text`: anywhere in name, e-mail, phone or birth date
 * - `digits`: part of a phone number, of a birth date, or the client's number
 * - `date`: a birth date, whole or without its year, written as people write dates
 */
export type SearchTerm =
  | { kind: 'text'; text: string }
  | { kind: 'digits'; digits: string }
  | { kind: 'date'; date: string; digits: string }

const NUMERIC = /^[+#(]?[\d().\-/+]*\d[\d().\-/]*$/
const MOST_TERMS = 8

/** Takes a search apart: `Hansen 3/2-1980`, `+45 12 34 56 78`, `030280`, `anna@`. Never throws, whatever it is given. */
export function searchTerms(typed: string): SearchTerm[] {
  const words = typed
    .normalize('NFC')
    .replaceAll('\0', ' ')
    .split(/[\s,;]+/)
    .filter(Boolean)
  return joinNumbers(words).slice(0, MOST_TERMS).map(termOf)
}

/** `12 34 56 78` is one number, typed as people say it. */
function joinNumbers(words: string[]) {
  const joined: string[] = []
  let wasNumeric = false
  for (const word of words) {
    const isNumeric = NUMERIC.test(word)
    if (isNumeric && wasNumeric) joined[joined.length - 1] += ` ${word}`
    else joined.push(word)
    wasNumeric = isNumeric
  }
  return joined
}

function termOf(word: string): SearchTerm {
  if (!NUMERIC.test(word.replaceAll(' ', ''))) return { kind: 'text', text: word }
  const digits = word.replace(/\D/g, '')
  const date = dateOf(word)
  return date ? { kind: 'date', date, digits } : { kind: 'digits', digits }
}

/** `1980-02-03`, `03.02.1980`, `3/2-1980`, `3.2.80`, or without a year `3/2`: as the end or the whole of an ISO date. */
function dateOf(word: string): string | null {
  const iso = word.match(/^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/)
  if (iso) return isoDate(iso[1], iso[2], iso[3])
  const nordic = word.match(/^(\d{1,2})[-/. ]{1,2}(\d{1,2})(?:[-/. ]{1,2}(\d{4}|\d{2}))?[./]?$/)
  // Two pairs of digits with a space between them begin a phone number.
  if (!nordic || (!nordic[3] && word.includes(' '))) return null
  return isoDate(nordic[3] ?? '', nordic[2], nordic[1])
}

function isoDate(year: string, month: string, day: string) {
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The first six digits of a Danish or Norwegian national id, DDMMYY, as the end of an ISO date; or null. */
export function dateInNationalId(digits: string): string | null {
  const parts = digits.match(/^(\d\d)(\d\d)(\d\d)$/)
  return parts && isoDate(parts[3], parts[2], parts[1])
}
