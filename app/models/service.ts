import { column, manyToMany } from '@adonisjs/lucid/orm'
import type { ManyToMany } from '@adonisjs/lucid/types/relations'
import { DateTime } from 'luxon'
import { ServiceSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import type { Colour } from '#calendar/colours'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import Member from '#models/member'

type By = { by: Actor }
/** What a form says about a service; lengths in minutes, money in the smallest unit, VAT in hundredths of a percent. */
export type ServiceValues = Partial<
  Omit<ServiceSchema['$attributes'], 'id' | 'createdAt' | 'updatedAt' | 'archivedAt'>
> & { memberIds: string[] }

/** What the clinic offers: a treatment, a consultation, a class. */
export default class Service extends ServiceSchema {
  @column()
  declare colour: Colour

  /** Who offers it. */
  @manyToMany(() => Member, { pivotTable: 'service_members' })
  declare members: ManyToMany<typeof Member>

  static async offer({ memberIds, ...values }: ServiceValues, { by }: By): Promise<Service> {
    return transaction(async () => {
      const service = await new Service().merge(values).save()
      await service.setMembers(memberIds)
      await service.tell('service.created', by)
      // What was left out has its value from the database.
      return service.refresh()
    })
  }

  get isGroup() {
    return this.capacity > 1
  }

  get isArchived() {
    return Boolean(this.archivedAt)
  }

  /** What is booked already stays as it was booked. */
  async revise({ memberIds, ...values }: ServiceValues, { by }: By) {
    await transaction(async () => {
      ;(this as Service).merge(values)
      const fields = Object.keys(this.$dirty)
      await this.save()
      if (await this.setMembers(memberIds)) fields.push('members')
      if (fields.length) await this.tell('service.changed', by, { fields })
    })
  }

  /** Nobody books it any more; what is booked stays. */
  async archive({ by }: By) {
    if (this.isArchived) return
    await this.setArchived(DateTime.utc(), 'service.archived', by)
  }

  async restore({ by }: By) {
    if (!this.isArchived) return
    await this.setArchived(null, 'service.restored', by)
  }

  private async setArchived(at: DateTime | null, action: string, by: Actor) {
    await transaction(async () => {
      this.archivedAt = at
      await this.save()
      await this.tell(action, by)
    })
  }

  /** @returns whether these are others than before */
  private async setMembers(memberIds: readonly string[]): Promise<boolean> {
    const offered = () => clinicClient().from('service_members').where('service_id', this.id)
    const rows: { member_id: string }[] = await offered().select('member_id')
    const before = new Set(rows.map((row) => row.member_id))
    const after = new Set(memberIds)
    if (before.symmetricDifference(after).size === 0) return false
    await offered().delete()
    const links = [...after].map((id) => ({ service_id: this.id, member_id: id }))
    if (links.length) await clinicClient().insertQuery().table('service_members').multiInsert(links)
    return true
  }

  private async tell(action: string, by: Actor, details?: Record<string, unknown>) {
    await record({ action, by, subject: { type: 'service', id: this.id }, details })
  }
}
