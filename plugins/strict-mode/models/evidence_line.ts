import type { DateTime } from 'luxon'
import type { ruleList } from './rule_list.js'

/** What is known of a rule. */
export type Line = Awaited<ReturnType<typeof ruleList>>[number] & { changes: Change[] }

export type Change = {
  at: DateTime
  by: string | null
  isWeaker: boolean
  reason: string | null
  after: unknown
}
