import { DateTime } from 'luxon'
import type DecoyTouched from '#events/decoy_touched'
import { queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'
import { ownersAtWork } from '#members/owners'

/** Tells all owners by mail that somebody touched a decoy. */
export async function tellOwners({ number, act, by }: DecoyTouched) {
  if (!mailIsSetUp()) return
  for (const { name, email, locale } of await ownersAtWork())
    await queueMail({
      to: { name, address: email },
      purpose: 'mails.purposes.decoy',
      template: 'mails/decoy',
      data: { number, act, by, at: DateTime.utc() },
      locale,
      by,
    })
}
