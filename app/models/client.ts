import { beforeSave } from '@adonisjs/lucid/orm'
import { DateTime } from 'luxon'
import { ClientSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { derivedColumns } from '#clients/columns'
import type { ClientValues } from '#clients/columns'
import { encrypted } from './columns.js'

type By = { by: Actor }

/** A person whom the clinic treats. */
export default class Client extends ClientSchema {
  @encrypted('clients.national_id')
  declare nationalId: string | null

  static async register(values: ClientValues, { by }: By): Promise<Client> {
    return transaction(async () => {
      const client = await new Client().merge(values).save()
      await client.tell('client.created', by)
      return client
    })
  }

  @beforeSave()
  static derive(client: Client) {
    client.merge(derivedColumns(client.$dirty))
  }

  get isArchived() {
    return this.archivedAt !== null
  }

  /** Changes what was changed, and says in the audit log which fields those were, not what they hold. */
  async revise(values: ClientValues, { by }: By) {
    await transaction(async () => {
      ;(this as Client).merge(values)
      const fields = Object.keys(this.$dirty)
      if (!fields.length) return
      await this.save()
      await this.tell('client.updated', by, { fields })
    })
  }

  /** Out of the way, but nothing is lost. */
  async archive({ by }: By) {
    if (this.isArchived) return
    await transaction(async () => {
      this.archivedAt = DateTime.utc()
      this.archivedBy = by.member?.id ?? null
      await this.save()
      await this.tell('client.archived', by)
    })
  }

  async restore({ by }: By) {
    if (!this.isArchived) return
    await transaction(async () => {
      this.archivedAt = null
      this.archivedBy = null
      await this.save()
      await this.tell('client.restored', by)
    })
  }

  private async tell(action: string, by: Actor, details?: object) {
    await record({ action, by, subject: { type: 'client', id: this.id }, details: { ...details } })
  }
}
