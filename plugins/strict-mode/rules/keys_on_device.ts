import type Member from '#models/member'
import { ask } from '#plugins/precautions'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { defineRule } from '../models/rule.js'

/** The key that opens encrypted notes lives in the memory of a tab, and nowhere else. */
export default defineRule({
  id: 'keys_on_device',
  icon: 'laptop',
  articles: [hipaa('164.312(a)(2)(iv)'), gdpr('32(1)(a)'), asvs('14.3.3')],
  fields: {},
  answers: { keysKeptOnDevice: () => false },

  preview: ({ members }) => [
    { word: 'effects.forgotten', params: { count: allowed(members).length, of: members.length } },
  ],

  measure({ members }) {
    const exceptions = allowed(members).map(({ name }) => name)
    const params = { count: exceptions.length }
    return { word: 'measured', params, holds: !exceptions.length, exceptions }
  },
})

/** Those whose browsers may keep a key. */
function allowed(members: Member[]) {
  return members.filter((member) => ask('keysKeptOnDevice', { member }))
}
