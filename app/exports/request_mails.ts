import type { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { originFor } from '#members/origin'
import { queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'
import type Member from '#models/member'

/** What of a request its mails tell. No model: the model sends them. */
type Told = { id: string; clients: number; expiresAt: DateTime }
type News = 'asked' | 'approved' | 'refused' | 'went_on_alone'

/** Says by mail what became of a request, and where to read more. What was written freely stays in the house. */
export async function tellOfRequest(
  news: News,
  members: Member[],
  { by, request }: { by: Actor; request: Told }
) {
  if (!mailIsSetUp()) return
  const { clients, expiresAt } = request
  for (const member of members) {
    const origin = await originFor(member)
    await queueMail({
      to: { name: member.name, address: member.email },
      purpose: 'mails.purposes.export_request',
      template: 'mails/export_request',
      data: {
        ...{ news, who: by.member?.name ?? '', clients, until: expiresAt },
        link: origin && `${origin}/exports/${request.id}`,
      },
      locale: member.locale,
      by,
      usefulUntil: expiresAt,
    })
  }
}
