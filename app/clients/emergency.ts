import type { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { originFor } from '#members/origin'
import { queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'
import Member from '#models/member'
import { treatedBy } from './entry.js'

/** A client of the core's models, without naming them: they call this file. */
type Opened = { readonly id: string; readonly number: number }

/**
 * Tells the owners, who review it, and whoever treats the client that somebody opened the page in an emergency.
 * The mails say who and when, and not whose page: that is behind the sign-in.
 */
export async function tellOfEmergency(
  client: Opened,
  { member, until, by }: { member: Member; until: DateTime; by: Actor }
) {
  if (!mailIsSetUp()) return
  const treating = new Set(await treatedBy(client.id))
  const members = await Member.query().whereNull('deactivatedAt').whereNot('id', member.id)
  for (const to of members.filter(({ id, role }) => role === 'owner' || treating.has(id))) {
    const isOwner = to.role === 'owner'
    const path = isOwner ? '/settings/security-overview/openings' : `/clients/${client.id}/readings`
    const origin = isOwner || to.can('clients.readings') ? await originFor(to) : null
    await queueMail({
      to: { name: to.name, address: to.email },
      purpose: 'mails.purposes.emergency',
      template: 'mails/emergency',
      data: { who: member.name, until, isOwner, link: origin && origin + path },
      locale: to.locale,
      client,
      by,
    })
  }
}

/** Whoever may review emergencies, this member left out. */
export async function otherReviewers(member: { id: string }) {
  const members = await Member.query().whereNull('deactivatedAt').whereNot('id', member.id)
  return members.filter((each) => each.can('security.overview'))
}
