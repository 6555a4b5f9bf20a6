import type { Infer } from '@vinejs/vine/types'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import type Member from '#models/member'
import { wishesOf, type wishes } from '../settings.js'

/** Keeps what a member wishes for themselves. */
export async function wish(member: Member, values: Infer<typeof wishes>, { by }: { by: Actor }) {
  await transaction(async () => {
    await wishesOf(member).write(values)
    const subject = { type: 'member', id: member.id }
    await record({ action: 'calendar-mask.wishes_changed', by, subject, details: values })
  })
}
