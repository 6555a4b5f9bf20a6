import type { DateTime } from 'luxon'
import type Member from '#models/member'
import { standingOf } from './models/standing.js'
import secondFactor, { deadlineAfter, without } from './rules/second_factor.js'

/** Until when this member has to set up a second factor; nothing for who has one, or is not asked for any. */
export async function factorCard({
  member,
}: {
  member: Member
}): Promise<{ deadline: DateTime | null }> {
  const standing = standingOf(secondFactor)
  const lacking = standing ? await without([member]) : []
  return {
    deadline: lacking.length ? deadlineAfter(standing!.since, standing.values.graceDays) : null,
  }
}
