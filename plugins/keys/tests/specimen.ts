import type { Actor } from '#audit/actor'
import { currentClinic } from '#clinics/clinic_in_hand'
import type Client from '#models/client'
import Member from '#models/member'
import { circleOf } from './circled.js'
import { withKey, withRecovery } from './keyed.js'

/** A client about whom somebody may write notes. */
export default async function specimen(client: Client, { by }: { by: Actor }) {
  const clinic = currentClinic()
  const member = await Member.findOrFail(by.member!.id)
  const person = { clinic, member, host: '' }
  const [holder, recovery] = [await withKey(person), await withRecovery(person)]
  await circleOf(holder, recovery.keys, client.id)
}
