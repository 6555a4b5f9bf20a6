import { DateTime } from 'luxon'
import { uuidv7 } from 'uuidv7'
import { beforeCreate } from '@adonisjs/lucid/orm'
import { OutboxMailSchema } from '#database/clinic/schema'
import { encrypted } from '#models/columns'
import { mailSettings } from '#mails/settings'

/**
 * - `waiting` to be sent, at `dueAt`
 * - `handing_over` the mail server is being given the body: whoever finds it so after a crash cannot know whether it arrived
 * - `sent` the mail server has taken it
 * - `uncertain` the connection or this server broke during the hand-over; never sent again by itself
 * - `failed` refused for good, or too often in vain
 * - `cancelled` by a member
 */
export const MAIL_STATES = [
  'waiting',
  'handing_over',
  'sent',
  'uncertain',
  'failed',
  'cancelled',
] as const
export type MailState = (typeof MAIL_STATES)[number]

/** A mail to send, or one that was sent. Made by `queueMail()`. */
export default class OutboxMail extends OutboxMailSchema {
  declare state: MailState

  @encrypted('outbox_mails.recipient')
  declare recipient: string

  @encrypted('outbox_mails.recipient_name')
  declare recipientName: string | null

  @encrypted('outbox_mails.subject')
  declare subject: string | null

  @encrypted('outbox_mails.text')
  declare text: string | null

  @encrypted('outbox_mails.html')
  declare html: string | null

  @encrypted('outbox_mails.error_detail')
  declare errorDetail: string | null

  /** The Message-ID stays the same however often the mail is tried, so that a mailbox can see a second copy for what it is. */
  @beforeCreate()
  static address(mail: OutboxMail) {
    mail.id ??= uuidv7()
    const domain = mailSettings.read().senderAddress.split('@')[1]
    mail.messageId = `<${mail.id}@${domain ?? 'fortrolig.invalid'}>`
    mail.state ??= 'waiting'
    mail.attempts ??= 0
    mail.dueAt ??= DateTime.utc()
  }
}
