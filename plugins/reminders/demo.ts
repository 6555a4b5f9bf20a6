import type { Actor } from '#audit/actor'
import { heal } from './models/planning.js'
import Rule, { type RuleValues } from './models/rule.js'

const ALL = { forAllServices: true, services: [] }
const RULES: RuleValues[] = [
  { channel: 'email', unit: 'days', amount: 2, clock: '10:00', ...ALL },
  { channel: 'sms', unit: 'hours', amount: 24, clock: null, ...ALL },
]

/** Two rules, and what follows from them for the appointments that the demo clinic has. No SMS gateway: nobody is written to. */
export async function demo({ by }: { by: Actor }) {
  for (const values of RULES) await Rule.make(values, { by })
  await heal()
}
