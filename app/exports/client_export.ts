import type { I18n } from '@adonisjs/i18n'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { alarmIfDecoy } from '#clients/decoys'
import type { Locale } from '#config/i18n'
import type Clinic from '#models/clinic'
import { utcNow } from '#models/columns'
import { admission } from './admission.js'
import { listChoice } from './client_list.js'
import { delimiterFor } from './csv.js'
import { csvExport } from './csv_export.js'
import { countClients, decoysAmong, type ExportChoice, exportedClients } from './exported_client.js'
import type { Format } from './formats.js'
import { jsonExport } from './json_export.js'
import { vcardExport } from './vcard_export.js'

const FILES: Record<Format, { type: string; extension: string }> = {
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  vcard: { type: 'text/vcard; charset=utf-8', extension: 'vcf' },
  json: { type: 'application/json; charset=utf-8', extension: 'json' },
}

/** All clients of a clinic, or those of one state, on their way out. */
export class ClientExport {
  /** How many clients it was said to have when it was let go; no more leave. */
  private clients = 0

  constructor(
    private clinic: Clinic,
    private choice: ExportChoice & { format: Format; forExcel: boolean }
  ) {}

  get type() {
    return FILES[this.choice.format].type
  }

  get extension() {
    return FILES[this.choice.format].extension
  }

  /**
   * Lets it go, and writes who took how much, before the first line leaves.
   *
   * @returns false when a second person has to approve it first
   */
  leave(by: Actor & { member: { id: string; name: string } }): Promise<boolean> {
    const choice = listChoice(this.choice)
    return transaction(async () => {
      this.clients = await countClients(this.choice)
      const { clients } = this
      const admitted = await admission({ kind: 'clients', choice, clients }, by.member)
      if (!admitted) return false
      const details = { ...choice, clients, ...admitted }
      await record({ action: 'clients.exported', by, details })
      for (const decoy of await decoysAmong(this.choice))
        await alarmIfDecoy(decoy, 'clients.exported', by)
      return true
    })
  }

  lines(i18n: I18n): AsyncGenerator<string> {
    const clients = exportedClients(this.clinic, this.choice, this.clients)
    const { format, forExcel: withByteOrderMark, nationalIds } = this.choice
    const locale = i18n.locale as Locale
    switch (format) {
      case 'csv':
        return csvExport(clients, {
          ...{ withByteOrderMark, nationalIds, i18n },
          delimiter: delimiterFor(locale),
        })
      case 'vcard':
        return vcardExport(clients, { locale })
      case 'json':
        return jsonExport(clients, { clinic: this.clinic.name, exportedAt: utcNow() })
    }
  }
}
