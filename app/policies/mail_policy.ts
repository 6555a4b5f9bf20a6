import Member, { normalEmail } from '#models/member'
import type OutboxMail from '#models/outbox_mail'

/** Tells a member at an address that may be nobody's any more that their sign-in was changed. */
const NOTICE = 'mails.purposes.security_notice'

/**
 * Who may keep a mail of the outbox from being sent: what is for a member is theirs. Otherwise whoever reset a
 * colleague's second step, or touched a decoy, would cancel the mail that tells of it.
 */
export async function cancelling(by: Member) {
  const members = await Member.query().select('email')
  const others = new Set(members.map(({ email }) => email).filter((email) => email !== by.email))
  return ({ recipient, purpose }: Pick<OutboxMail, 'recipient' | 'purpose'>) =>
    purpose !== NOTICE && !(recipient && others.has(normalEmail(recipient)))
}
