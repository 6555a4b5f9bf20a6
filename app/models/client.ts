import { beforeSave, column, hasMany, manyToMany } from '@adonisjs/lucid/orm'
import type { HasMany, ManyToMany } from '@adonisjs/lucid/types/relations'
import { DateTime } from 'luxon'
import { ClientSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { recordRead } from '#audit/read_trail'
import { afterCommit } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { type Channel, type ClientValues, derivedColumns, sortColumns } from '#clients/columns'
import { alarmIfDecoy } from '#clients/decoys'
import ClientArchived from '#events/client_archived'
import ClientCreated from '#events/client_created'
import ClientRestored from '#events/client_restored'
import ClientUpdated from '#events/client_updated'
import ClientAlert from './client_alert.js'
import { encrypted } from './columns.js'
import Tag from './tag.js'

type By = { by: Actor }
type EventClass = { dispatch(clientId: string, by: Actor): Promise<void> }

/** A person whom the clinic treats. */
export default class Client extends ClientSchema {
  static isCompletedByDatabase = true

  @encrypted('clients.national_id')
  declare nationalId: string | null

  @column()
  declare channel: Channel

  @hasMany(() => ClientAlert)
  declare alerts: HasMany<typeof ClientAlert>

  @manyToMany(() => Tag, { pivotTable: 'client_tags' })
  declare tags: ManyToMany<typeof Tag>

  static async register(values: ClientValues, { by }: By): Promise<Client> {
    return transaction(async () => {
      const client = await new Client().merge(values).save()
      await client.tell('client.created', by)
      await afterCommit(() => ClientCreated.dispatch(client.id, by))
      return client
    })
  }

  @beforeSave()
  static derive(client: Client) {
    client.merge({ ...derivedColumns(client.$dirty), ...sortColumns(client) })
  }

  get isArchived() {
    return Boolean(this.archivedAt)
  }

  /** Says in the audit log that somebody saw this client's data; on disk before the page is sent. */
  async readBy(by: Actor) {
    await recordRead({ action: 'client.read', by, subject: { type: 'client', id: this.id } })
    await alarmIfDecoy(this, 'client.read', by)
  }

  /** Changes what was changed, and says in the audit log which fields those were, not what they hold. */
  async revise(values: ClientValues, { by }: By) {
    await transaction(async () => {
      ;(this as Client).merge(values)
      const fields = Object.keys(this.$dirty)
      if (!fields.length) return
      await this.save()
      await this.tell('client.updated', by, { fields })
      await afterCommit(() => ClientUpdated.dispatch(this.id, by))
    })
  }

  /** Out of the way, but nothing is lost. */
  async archive({ by }: By) {
    if (this.isArchived) return
    this.archivedAt = DateTime.utc()
    this.archivedBy = by.member?.id ?? null
    await this.saveAndTell('client.archived', ClientArchived, by)
  }

  async restore({ by }: By) {
    if (!this.isArchived) return
    this.archivedAt = null
    this.archivedBy = null
    await this.saveAndTell('client.restored', ClientRestored, by)
  }

  /** The national id, for a reason that stays in the audit log. */
  async revealNationalId(reason: string, { by }: By) {
    await this.tell('client.national_id_revealed', by, { reason })
    return this.nationalId
  }

  /** Something that whoever opens this client's page must see first. */
  async addAlert(text: string, { by }: By) {
    await transaction(async () => {
      const createdBy = by.member?.id ?? null
      await ClientAlert.create({ clientId: this.id, text, createdBy })
      await this.tell('client.alert_added', by)
    })
  }

  async removeAlert(alert: ClientAlert, { by }: By) {
    await transaction(async () => {
      await alert.delete()
      await this.tell('client.alert_removed', by)
    })
  }

  /** Marks this client with a word, which is made if the clinic has none like it. Twice is once. */
  async addTag(name: string, { by }: By) {
    await transaction(async () => {
      const tag = (await Tag.findBy('name', name)) ?? (await Tag.create({ name }))
      await clinicClient()
        .insertQuery()
        .table('client_tags')
        .knexQuery.insert({ client_id: this.id, tag_id: tag.id })
        .onConflict()
        .ignore()
      await this.tell('client.tagged', by, { tag: tag.id })
    })
  }

  async removeTag(tag: Tag, { by }: By) {
    await transaction(async () => {
      await clinicClient()
        .from('client_tags')
        .where({ client_id: this.id, tag_id: tag.id })
        .delete()
      await this.tell('client.untagged', by, { tag: tag.id })
    })
  }

  /** Writes a line about this client into the audit log. */
  async tell(action: string, by: Actor, details?: Record<string, unknown>) {
    await record({ action, by, subject: { type: 'client', id: this.id }, details })
    await alarmIfDecoy(this, action, by)
  }

  private async saveAndTell(action: string, event: EventClass, by: Actor) {
    await transaction(async () => {
      await this.save()
      await this.tell(action, by)
      await afterCommit(() => event.dispatch(this.id, by))
    })
  }
}
