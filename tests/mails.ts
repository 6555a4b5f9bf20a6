import { Postman } from '#mails/postman'
import { mailSettings } from '#mails/settings'
import { onWake } from '#mails/wake'
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

/** From now on the clinic has no mail server. */
export async function takeMailAway(clinic: Clinic) {
  await at(clinic, () => mailSettings.write({ ...mailSettings.read(), host: '' }))
}

/** Lets the clinic's mails go through a server of this machine (tests/peers/smtp.ts). */
export async function mailThrough(clinic: Clinic, port: number, replyTo?: string) {
  await at(clinic, () =>
    mailSettings.write({
      ...{ host: '127.0.0.1', port, security: 'none' },
      ...{ senderAddress: 'post@nordlys.test', replyTo },
    })
  )
}

/** From now on mails are sent as soon as they are queued, until the returned function is called; it waits for the last. */
export function sendMails() {
  const postman = new Postman()
  onWake((clinic) => postman.wake(clinic))
  return () => {
    onWake(() => {})
    return postman.stop()
  }
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
