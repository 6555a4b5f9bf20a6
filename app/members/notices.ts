import { DateTime } from 'luxon'
import { OPERATOR } from '#audit/actor'
import type AccountChanged from '#events/account_changed'
import { queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'

/** Tells a member by mail that the account changed, so that a change by somebody else does not stay unseen. */
export async function tellMember({ member, action, by, address }: AccountChanged) {
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
