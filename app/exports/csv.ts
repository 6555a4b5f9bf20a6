import { stringify } from 'csv-stringify/sync'
import type { Locale } from '#config/i18n'

/** Tells Excel that the file is UTF-8; other programs skip it. */
export const BYTE_ORDER_MARK = '\ufeff'

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), full-width signs included. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/

/** `+45 20 30 40 50`: no formula, because of the spaces, and to be read as it stands. */
const PHONE = /^\+\d{1,3}( \d+)+$/

/**
 * A cell that a spreadsheet shows and does not run. An apostrophe goes before everything that could be
 * a formula; our own import takes it off again.
 */
export function defused(cell: string) {
  return FORMULA.test(cell) && !PHONE.test(cell) ? `'${cell}` : cell
}

/** What parts the cells where people write like this: Excel takes a comma only where it is no decimal sign. */
export function delimiterFor(locale: Locale) {
  return locale === 'en' ? ',' : ';'
}

/** One line of a CSV file (RFC 4180), its formulas defused. */
export function csvLine(cells: string[], delimiter: string) {
  return stringify([cells.map(defused)], {
    delimiter,
    record_delimiter: '\r\n',
    // Else it only sees the line breaks that end its own lines.
    quoted_match: /[\r\n]/,
  })
}
