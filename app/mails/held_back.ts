import type { DateTime } from 'luxon'
import OutboxMail from '#models/outbox_mail'
import { guarded } from '#plugins/guard'
import { switchedOn } from '#plugins/switched_on'

/** How many messages since then did not leave because they would have told who a client is, or what for: mails, and what plugins send by another way. */
export async function heldBackSince(since: DateTime): Promise<number> {
  const mails = await OutboxMail.query()
    .select('id')
    .where('error', 'would_leak')
    .where('createdAt', '>', since.toUTC().toISO()!)
  const others = await Promise.all(
    switchedOn().plugins.map((plugin) =>
      guarded(plugin, 'heldBack', () => plugin.definition.heldBack?.(since) ?? 0)
    )
  )
  return others.reduce<number>((sum, count) => sum + (count ?? 0), mails.length)
}
