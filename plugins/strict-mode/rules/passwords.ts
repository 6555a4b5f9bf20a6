import type { DateTime } from 'luxon'
import AuditEvent from '#models/audit_event'
import type Member from '#models/member'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { atLeast } from '../models/fields.js'
import { defineRule } from '../models/rule.js'

const PROOFS = ['password', 'invitation']

/** New passwords are long, and who signs in with a shorter one chooses a new one first. */
export default defineRule({
  id: 'passwords',
  icon: 'key-round',
  articles: [hipaa('164.308(a)(5)(ii)(D)'), gdpr('32(1)(b)'), asvs('6.2.1')],
  fields: { characters: atLeast(15, { min: 13, max: 64 }) },
  answers: { passwordLength: ({ values }) => values.characters },

  preview: ({ members, values: { characters } }) => [
    { word: 'effects.asked', params: { of: members.length, characters } },
  ],

  async measure({ members, since, values: { characters } }) {
    const checked = await checkedSince(since)
    const rest = members.filter(({ id }) => !checked.has(id))
    const params = { count: members.length - rest.length, of: members.length, characters }
    const exceptions = rest.map(({ name }: Member) => name)
    return { word: 'measured', params, holds: !rest.length, exceptions }
  },
})

/** Whose password was looked at since then: nobody can read how long one is, only when it is typed. */
async function checkedSince(since: DateTime) {
  const events = await AuditEvent.query()
    .whereIn('action', ['session.started', 'password.changed'])
    .where('createdAt', '>=', since.toUTC().toISO()!)
  const looked = events.filter(({ action, details }) => {
    const proofs = (details.proofs ?? []) as string[]
    return action === 'password.changed' || proofs.some((proof) => PROOFS.includes(proof))
  })
  return new Set(looked.map(({ subjectId }) => subjectId))
}
