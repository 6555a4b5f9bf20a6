import { uuidv7 } from 'uuidv7'
import type { Actor } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import type Client from '#models/client'
import { utcNow } from '#models/columns'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { BookingAcceptanceSchema } from '../schema.js'
import Text, { TEXT_KINDS, type Texts } from './text.js'

/** The evidence that a client has accepted exactly these words. */
export default class Acceptance extends BookingAcceptanceSchema {
  static table = 'booking_acceptances'

  @belongsTo(() => Text)
  declare text: BelongsTo<typeof Text>

  static async keep(client: Client, texts: Texts, { address }: Actor) {
    const common = { client_id: client.id, address, created_at: utcNow() }
    const rows = TEXT_KINDS.map((kind) => {
      const { id, hash } = texts[kind]
      return { id: uuidv7(), text_id: id, hash, ...common }
    })
    await clinicClient().table(this.table).multiInsert(rows)
  }
}
