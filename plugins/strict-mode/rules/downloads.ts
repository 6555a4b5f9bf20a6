import { ask } from '#plugins/precautions'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { defineRule } from '../models/rule.js'

/** A screen that somebody left open is not enough to take a file away. */
export default defineRule({
  id: 'downloads',
  icon: 'download',
  articles: [hipaa('164.312(d)'), gdpr('32(1)(b)'), asvs('7.5.3')],
  fields: {},
  answers: { downloadsProved: () => true },

  preview: ({ members }) => [
    { word: 'effects.asked', params: { count: members.length } },
    { word: 'effects.always' },
  ],

  measure({ members }) {
    const open = members.filter((member) => !ask('downloadsProved', { member }))
    const exceptions = open.map(({ name }) => name)
    return { word: 'measured', params: { count: open.length }, holds: !open.length, exceptions }
  },
})
