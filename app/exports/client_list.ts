import type { I18n } from '@adonisjs/i18n'
import { exportValidator } from '#validators/client_export'
import { countClients, type ExportChoice } from './exported_client.js'
import type { Choice, ExportKind } from './export_kind.js'

/** The list of clients, as what a second person is asked about. */
export const clientList: ExportKind = {
  permission: 'clients.export',

  async chosenIn(said, member) {
    const [errors, chosen] = await exportValidator.tryValidate(said)
    if (errors || (chosen.nationalIds && !member.can('clients.national_id'))) return null
    return listChoice(chosen)
  },

  count: (choice) => countClients(choice as ExportChoice),
  words,
  path: (choice) => `/clients/exports/new?${new URLSearchParams(choice as Record<string, string>)}`,
}

/** What two exports of the list differ in; the mark for Excel is none of it. */
export function listChoice({ format, status, nationalIds }: ExportChoice & { format: string }) {
  return { format, status, nationalIds }
}

function words({ format, status, nationalIds }: Choice, i18n: I18n) {
  const parts = [
    i18n.t(`exports.formats.${format}`),
    `${i18n.t('exports.fields.status')}: ${i18n.t(`clients.status.${status}`)}`,
  ]
  if (nationalIds) parts.push(i18n.t('exports.fields.nationalIds'))
  return parts.join(' · ')
}
