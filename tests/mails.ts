import { mailSettings } from '#mails/settings'
import OutboxMail from '#models/outbox_mail'
import type Clinic from '#models/clinic'
import { at } from '#tests/people'

/** Lets the clinic believe that it can send mail. Nothing is sent: it stays in the outbox. */
export async function setUpMail(clinic: Clinic) {
  await at(clinic, () =>
    mailSettings.write({
      host: 'mail.nordlys.test',
      port: 587,
      security: 'starttls',
      senderAddress: 'klinik@nordlys.test',
    })
  )
}

/** The clinic's mails, oldest first. */
export function mailsOf(clinic: Clinic) {
  return at(clinic, () => OutboxMail.query().orderBy('createdAt').orderBy('id'))
}

/** The path of the link in the clinic's last mail. */
export async function linkInLastMail(clinic: Clinic) {
  const mails = await mailsOf(clinic)
  const link = mails.at(-1)!.text!.match(/https?:\/\/\S+/)![0]
  return { link, path: new URL(link).pathname }
}
