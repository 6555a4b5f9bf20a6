import type { Infer } from '@vinejs/vine/types'
import type { I18n } from '@adonisjs/i18n'
import type ClientImport from '#models/client_import'
import type Member from '#models/member'
import type { mappingValidator } from '#validators/client_import'
import { refuse } from '#validators/refuse'
import type { Dialect } from './dialect.js'
import { ImportFile } from './import_file.js'
import { isAllowed } from './mapping_page.js'
import { receiveTable } from './received_table.js'

type Input = Infer<typeof mappingValidator>
type Who = { member: Member; i18n: I18n }

/**
 * Takes what a member chose on the mapping page.
 *
 * @returns false when the file is now read otherwise, so that its columns have to be looked at again
 */
export async function takeMapping(clientImport: ClientImport, input: Input, who: Who) {
  const { existing, dateOrder = clientImport.dateOrder, columns } = input
  const dialect = chosenDialect(clientImport.dialect, input)
  if (JSON.stringify(dialect) !== JSON.stringify(clientImport.dialect)) {
    await reread(clientImport, dialect, who)
    return false
  }
  const mapping = clientImport.mapping.map((field, index) => (columns ? columns[index] : field))
  if (!mapping.some((field) => field && /^(first|last|full)Name$/.test(field)))
    refuse('form', who.i18n.t('imports.refused.no_name_column'))
  if (!mapping.every((field) => field === null || isAllowed(field, who.member)))
    refuse('form', who.i18n.t('imports.refused.national_id'))
  await clientImport.choose({ mapping, dateOrder, existing })
  return true
}

async function reread(clientImport: ClientImport, dialect: Dialect, { member, i18n }: Who) {
  const file = { name: clientImport.fileName, bytes: await new ImportFile(clientImport.id).read() }
  const mayHoldIds = member.can('clients.national_id')
  const table = receiveTable(file, { dialect, mayHoldIds })
  if (typeof table === 'string') refuse('form', i18n.t(`imports.refused.${table}`))
  const { mapping, dateOrder, rows } = table
  await clientImport.choose({ dialect, mapping, dateOrder, rows })
}

/** The same dialect with what the form says otherwise; keys in the same order, so that the two can be compared. */
function chosenDialect(dialect: Dialect, { encoding, delimiter, hasHeadings }: Input): Dialect {
  if (dialect.kind === 'vcard') return { kind: dialect.kind, encoding }
  return {
    kind: dialect.kind,
    encoding,
    delimiter: delimiter ?? dialect.delimiter,
    hasHeadings,
  }
}
