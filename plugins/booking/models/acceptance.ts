import type Client from '#models/client'
import type { Actor } from '#audit/actor'
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
    for (const kind of TEXT_KINDS) {
      const { id: textId, hash } = texts[kind]
      await this.create({ clientId: client.id, textId, hash, address })
    }
  }
}
