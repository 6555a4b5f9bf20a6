import { DateTime } from 'luxon'
import { record } from '#audit/audit_log'
import { SERVER } from '#audit/actor'
import { transaction } from '#clinics/transaction'
import Circle from './circle.js'
import { oldestVersions } from './keepers.js'
import Wrap from './wrap.js'

/** So long a browser without a connection may still hold what was sealed under a record key that was renewed since. */
const KEPT_DAYS = 30

/**
 * Forgets the record keys under which nothing lies any more, for all readers: nobody who gets a key later opens an old
 * copy with them.
 */
export async function forgetOldRecordKeys(now = DateTime.utc()) {
  const needed = await oldestVersions()
  const circles = await Circle.query().where('version', '>', 1).preload('lists')
  for (const circle of circles) {
    const oldest = Math.min(circle.version, needed.get(circle.id) ?? circle.version)
    const renewed = circle.lists.filter(
      ({ version, createdAt }) => version <= oldest && createdAt <= now.minus({ days: KEPT_DAYS })
    )
    const last = renewed.at(-1)?.version ?? 1
    await forgetBefore(last, circle)
  }
}

async function forgetBefore(version: number, { id, clientId }: Circle) {
  await transaction(async () => {
    const old = Wrap.query().where('circleId', id).where('version', '<', version)
    const [wraps] = await old.delete()
    if (!wraps) return
    const subject = { type: 'circle', id }
    const details = { client: clientId, before: version }
    await record({ action: 'keys.circle_forgotten', by: SERVER, subject, details })
  })
}
