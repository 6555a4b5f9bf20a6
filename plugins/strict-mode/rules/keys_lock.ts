import { ask } from '#plugins/precautions'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { atMost } from '../models/fields.js'
import { defineRule } from '../models/rule.js'

/** An unlocked key is forgotten soon by a tab in which nobody does anything. */
export default defineRule({
  id: 'keys_lock',
  icon: 'lock',
  articles: [hipaa('164.312(a)(2)(iii)'), gdpr('32(1)(a)'), asvs('7.3.1')],
  fields: { lockMinutes: atMost(5, { min: 1, max: 30 }) },
  answers: { keysLockMinutes: ({ values }) => values.lockMinutes },

  preview: ({ values }) => [{ word: 'effects.sooner', params: { minutes: values.lockMinutes } }],

  measure({ members, values }) {
    const limits = members.map((member) => ask('keysLockMinutes', { member }))
    const minutes = Math.max(...limits)
    const kept = members.filter((member) => ask('keysKeptOnDevice', { member }))
    return {
      word: kept.length ? 'kept' : 'measured',
      params: { minutes, count: kept.length },
      holds: minutes <= values.lockMinutes && !kept.length,
      exceptions: kept.map(({ name }) => name),
    }
  },
})
