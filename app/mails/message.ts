import type OutboxMail from '#models/outbox_mail'
import { mustBeNeutral, senderOfMails } from './sender.js'
import { mailSettings } from './settings.js'

type Words = Pick<OutboxMail, 'subject' | 'text' | 'html' | 'messageId'> & {
  calendar?: string | null
  recipient: string
  recipientName: string | null
}

/** The mail as it goes over the wire (RFC 5322), from the clinic's sender. */
export async function composeMessage(mail: Words): Promise<Buffer> {
  // Only a server that sends mail needs it in memory.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const sender = senderOfMails()
  return new MailComposer({
    from: { name: sender.name ?? '', address: sender.address },
    to: { name: (!mustBeNeutral() && mail.recipientName) || '', address: mail.recipient },
    replyTo: mailSettings.read().replyTo,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    messageId: mail.messageId,
    ...(mail.calendar && { icalEvent: invitation(mail.calendar) }),
    // RFC 3834: an out-of-office reply to this would go nowhere.
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
    .compile()
    .build()
}

/** RFC 6047: the method stands in the file and beside it. */
function invitation(content: string) {
  const [, method] = /^METHOD:(\w+)/m.exec(content) ?? []
  return { content, method, filename: 'appointment.ics' }
}
