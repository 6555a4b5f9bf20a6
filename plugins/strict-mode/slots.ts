import type { DateTime } from 'luxon'
import type Member from '#models/member'
import { standingOf } from './models/standing.js'
import secondFactor, { deadlineAfter, without } from './rules/second_factor.js'

type Props = { member: Member }

/** Until when this member has to set up a second factor; nothing for who has one, or is not asked for any. */
export async function factorCard({ member }: Props): Promise<{ deadline: DateTime } | null> {
  const standing = standingOf(secondFactor)
  if (!standing) return null
  const { length: isLacking } = await without([member])
  return isLacking ? { deadline: deadlineAfter(standing.since, standing.values.graceDays) } : null
}
