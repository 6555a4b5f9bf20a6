import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { originFor } from '#members/origin'
import { mailIsSetUp, queueMail } from '#mails/queue_mail'
import { ownersAtWork } from '#members/owners'

/** The grant that it is about, where there is one. No model: the model sends them. */
type About = { id?: string; name?: string }

/** Tells the owners by mail that a code was made, that help has begun, that its report is ready, or that codes are guessed. */
export async function tellOwners(
  what: 'granted' | 'begun' | 'ended' | 'guessed',
  { id, name }: About,
  { by, except }: { by: Actor; except?: string }
) {
  if (!mailIsSetUp()) return
  for (const owner of await ownersAtWork()) {
    if (owner.id === except) continue
    const origin = await originFor(owner)
    await queueMail({
      to: { name: owner.name, address: owner.email },
      purpose: 'support-access.mails.purpose',
      template: 'support-access::mails/notice',
      data: {
        ...{ what, name, address: by.address, who: by.member?.name, at: DateTime.utc() },
        link: origin && `${origin}/support-access/grants${id ? `/${id}` : ''}`,
      },
      locale: owner.locale,
      by,
      usefulUntil: DateTime.utc().plus({ days: 3 }),
    })
  }
}
