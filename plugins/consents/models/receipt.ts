import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { queueMail } from '#mails/queue_mail'
import Client from '#models/client'
import { ConsentsReceiptSchema } from '../schema.js'
import Answer from './answer.js'
import { hashOf, newToken } from './secret_link.js'
import Standing from './standing.js'

/**
 * The link in the mail that follows an answer. It shows what the client said, and takes a yes back without a
 * sign-in: withdrawing must be as easy as giving (GDPR article 7(3)). So it does not expire either.
 */
export default class Receipt extends ConsentsReceiptSchema {
  static table = 'consents_receipts'

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  /** Mails a client the receipt for what was just said; one without an address gets none. */
  static async issue(client: Client, { origin, locale }: { origin: string; locale: string }) {
    if (!client.email) return
    const { token, hash } = newToken()
    await this.create({ clientId: client.id, tokenHash: hash, locale })
    await queueMail({
      to: client.email,
      purpose: 'consents.mails.purpose_receipt',
      template: 'consents::mails/receipt',
      data: { url: `${origin}/consents/r/${token}` },
      locale,
      client,
    })
  }

  static findByTokenOrFail(token: string) {
    return this.findByOrFail('tokenHash', hashOf(token))
  }

  /** The client's last word on each statement, retired ones too. */
  answers() {
    return Answer.query()
      .whereIn('id', Standing.query().select('answerId').where('clientId', this.clientId))
      .orderBy('answeredAt', 'desc')
      .orderBy('id', 'desc')
  }
}
