import type { I18n } from '@adonisjs/i18n'
import { BYTE_ORDER_MARK, csvLine } from '#exports/csv'
import type ClientImport from '#models/client_import'
import { isFailure } from './problem.js'
import { problemsInWords } from './problem_words.js'
import { ImportSource } from './source.js'

/**
 * The rows that could not be imported, in the file's own columns and with the reason in front: to be
 * put right in a spreadsheet and imported again. They are read anew from the file, so that nothing of
 * them needs to be kept elsewhere.
 *
 * @returns the lines of a CSV file
 */
export async function failedRows(clientImport: ClientImport, i18n: I18n) {
  const { dialect } = clientImport
  const delimiter = dialect.kind === 'csv' ? dialect.delimiter : ';'
  const source = await ImportSource.open(clientImport)
  return lines(source, delimiter, i18n)
}

async function* lines(source: ImportSource, delimiter: string, i18n: I18n) {
  yield BYTE_ORDER_MARK + csvLine([i18n.t('imports.reason'), ...headings(source, i18n)], delimiter)
  for await (const readings of source.readings())
    for (const { client, row, problems } of readings) {
      if (client) continue
      const reasons = problemsInWords(problems.filter(isFailure), i18n)
      yield csvLine([reasons.join(' '), ...row.cells], delimiter)
    }
}

/** The columns of a vCard have no names of their own. */
function headings({ table }: ImportSource, i18n: I18n) {
  return table.fields?.map((field) => i18n.t(`imports.fields.${field}`)) ?? table.headings
}
