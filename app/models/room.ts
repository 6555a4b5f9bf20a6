import { DateTime } from 'luxon'
import { RoomSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'

type By = { by: Actor }
type RoomValues = { name: string; locationId?: string | null }

/** A room, or anything else that one appointment at a time can have. */
export default class Room extends RoomSchema {
  static async open(values: RoomValues, { by }: By): Promise<Room> {
    return new Room().saved(values, 'room.created', by)
  }

  get isArchived() {
    return Boolean(this.archivedAt)
  }

  async revise(values: RoomValues, { by }: By) {
    await this.saved(values, 'room.changed', by)
  }

  /** Nothing is booked there any more; what is booked stays. */
  async archive({ by }: By) {
    if (!this.isArchived) await this.saved({ archivedAt: DateTime.utc() }, 'room.archived', by)
  }

  async restore({ by }: By) {
    if (this.isArchived) await this.saved({ archivedAt: null }, 'room.restored', by)
  }

  private async saved(values: Partial<RoomSchema['$attributes']>, action: string, by: Actor) {
    return transaction(async () => {
      ;(this as Room).merge(values)
      if (!this.$isDirty) return this
      await this.save()
      await record({ action, by, subject: { type: 'room', id: this.id } })
      return this
    })
  }
}
