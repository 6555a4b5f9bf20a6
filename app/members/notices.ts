import { DateTime } from 'luxon'
import { type Actor, OPERATOR } from '#audit/actor'
import { queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'

/** The member whom it concerns. */
type Told = { name: string; email: string; locale: string | null }

/**
 * Tells a member by mail that the account changed, so that a change by somebody else does not stay
 * unseen. An address that the member no longer has can be told as well.
 */
export async function tell(member: Told, action: string, by: Actor, address = member.email) {
  if (!mailIsSetUp()) return
  await queueMail({
    to: { name: member.name, address },
    purpose: 'mails.purposes.security_notice',
    template: 'mails/security_notice',
    data: { member, action, at: DateTime.utc(), address: by.address, byOperator: by === OPERATOR },
    locale: member.locale,
    by,
    usefulUntil: DateTime.utc().plus({ days: 3 }),
  })
}
