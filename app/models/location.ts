import { hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import { DateTime } from 'luxon'
import { LocationSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import Room from './room.js'

type By = { by: Actor }
type LocationValues = {
  name: string
  street?: string | null
  postalCode?: string | null
  city?: string | null
}

/** Where the clinic works. A clinic with one address need not name any. */
export default class Location extends LocationSchema {
  @hasMany(() => Room)
  declare rooms: HasMany<typeof Room>

  static async open(values: LocationValues, { by }: By): Promise<Location> {
    return new Location().saved(values, 'location.created', by)
  }

  get isArchived() {
    return Boolean(this.archivedAt)
  }

  async revise(values: LocationValues, { by }: By) {
    await this.saved(values, 'location.changed', by)
  }

  /** Nothing is booked there any more; what is booked stays. */
  async archive({ by }: By) {
    if (!this.isArchived) await this.saved({ archivedAt: DateTime.utc() }, 'location.archived', by)
  }

  async restore({ by }: By) {
    if (this.isArchived) await this.saved({ archivedAt: null }, 'location.restored', by)
  }

  private async saved(values: Partial<LocationSchema['$attributes']>, action: string, by: Actor) {
    return transaction(async () => {
      ;(this as Location).merge(values)
      if (!this.$isDirty) return this
      await this.save()
      await record({ action, by, subject: { type: 'location', id: this.id } })
      return this
    })
  }
}
