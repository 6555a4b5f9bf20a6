import type { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { afterCommit, currentClinic } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import OutboxMail from '#models/outbox_mail'
import { renderMail } from './rendering.js'
import { wakeOutbox } from './wake.js'

export { mustBeNeutral, senderOfMails } from './sender.js'
export { mailIsSetUp } from './settings.js'

/**
 * @property to a mail address, with the name if it is known
 * @property purpose what the mail is for, as the translation key that the outbox shows
 * @property template an Edge view, `mails/invitation` or of a plugin `consents::mails/request`
 * @property locale the recipient's language; the clinic's when it is not known
 * @property client the client whom the mail is about, so that it is in the report about the client and goes with the client
 * @property calendar an .ics file of app/calendar/files/icalendar.ts, which mail programs offer to put into the reader's calendar
 * @property usefulUntil after this moment it is not sent any more: a link in it has expired
 */
export type Letter = {
  to: string | { name: string; address: string }
  purpose: string
  template: string
  data?: Record<string, unknown>
  locale?: string | null
  client?: { id: string }
  by?: Actor
  calendar?: string
  usefulUntil?: DateTime
}

/**
 * Puts a mail into the clinic's outbox, in the transaction at hand: when that is rolled back, nothing
 * is sent. The server sends it as soon as the transaction is committed.
 */
export async function queueMail(letter: Letter): Promise<OutboxMail> {
  const { to, purpose, template, data = {}, client, by, calendar, usefulUntil } = letter
  const locale = letter.locale ?? clinicSettings.read().locale
  const mail = await OutboxMail.create({
    ...(await renderMail(template, { ...data, to }, locale)),
    recipient: typeof to === 'string' ? to : to.address,
    recipientName: typeof to === 'string' ? null : to.name,
    purpose,
    clientId: client?.id ?? null,
    createdBy: by?.member?.id ?? null,
    calendar: calendar ?? null,
    usefulUntil: usefulUntil ?? null,
  })
  const clinic = currentClinic()
  await afterCommit(() => wakeOutbox(clinic))
  return mail
}
