import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import Client from '#models/client'
import { settings } from '../settings.js'
import { WaitingListEntrySchema } from '../schema.js'

type By = { by: Actor }

/** One entry about a client. Its columns are in schema.ts, which `node ace schema:write` writes from the migrations. */
export default class Entry extends WaitingListEntrySchema {
  static table = 'waiting_list_entries'

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  /** @returns the new entry, or null when the client has as many as the clinic allows */
  static async add(client: Client, text: string, { by }: By): Promise<Entry | null> {
    return transaction(async () => {
      const others = await Entry.query().where('clientId', client.id)
      if (others.length >= settings.read().mostEntries) return null
      const entry = await Entry.create({ clientId: client.id, text })
      await entry.tell('waiting-list.entry_added', by)
      return entry
    })
  }

  async remove({ by }: By) {
    await transaction(async () => {
      await this.delete()
      await this.tell('waiting-list.entry_removed', by)
    })
  }

  private async tell(action: string, by: Actor) {
    await record({ action, by, subject: { type: 'client', id: this.clientId } })
  }
}
