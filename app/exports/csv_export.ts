import type { I18n } from '@adonisjs/i18n'
import { BYTE_ORDER_MARK, csvLine } from './csv.js'
import type { ExportedClient } from './exported_client.js'

/** The columns in order, named by the fields that the import puts them into. */
const COLUMNS = {
  firstName: (client) => client.firstName,
  lastName: (client) => client.lastName,
  email: (client) => client.email,
  phone: (client) => client.phone,
  birthDate: (client) => client.birthDate,
  nationalId: (client) => client.nationalId,
  street: (client) => client.street,
  postalCode: (client) => client.postalCode,
  city: (client) => client.city,
  country: (client) => client.country,
  locale: (client) => client.locale,
  channel: (client) => (client.channel === 'any' ? '' : client.channel),
  neverCall: (client) => client.neverCall,
  noVoicemail: (client) => client.noVoicemail,
  emailOnly: (client) => client.emailOnly,
  emergencyName: (client) => client.emergencyName,
  emergencyPhone: (client) => client.emergencyPhone,
  emergencyRelation: (client) => client.emergencyRelation,
  tags: (client) => client.tags.join(', '),
  alerts: (client) => client.alerts.join('\n'),
  archived: (client) => client.archivedAt !== null,
} as const satisfies Record<string, (client: ExportedClient) => string | boolean | null>

type Column = keyof typeof COLUMNS

type Options = { delimiter: string; withByteOrderMark: boolean; nationalIds: boolean; i18n: I18n }

/** The clients as a spreadsheet: headings in the language of the member, dates as ISO 8601, no formula alive. */
export async function* csvExport(clients: AsyncIterable<ExportedClient>, options: Options) {
  const { delimiter, i18n } = options
  const columns = (Object.keys(COLUMNS) as Column[]).filter(
    (column) => column !== 'nationalId' || options.nationalIds
  )
  const headings = columns.map((column) => i18n.t(`imports.fields.${column}`))
  yield (options.withByteOrderMark ? BYTE_ORDER_MARK : '') + csvLine(headings, delimiter)

  const yes = i18n.t('exports.yes')
  for await (const client of clients) {
    const cells = columns.map((column) => COLUMNS[column](client))
    yield csvLine(
      cells.map((cell) => (typeof cell === 'boolean' ? (cell ? yes : '') : (cell ?? ''))),
      delimiter
    )
  }
}
