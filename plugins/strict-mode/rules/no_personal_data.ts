import { DateTime } from 'luxon'
import { heldBackSince } from '#mails/held_back'
import { lintEverything } from '#mails/linter'
import Service from '#models/service'
import { ask } from '#plugins/precautions'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { defineRule, type Fact } from '../models/rule.js'

const LOOKED_BACK_DAYS = 30

/** No name, no service, no birth date, no clinical word in what leaves the house; what has one all the same stays here. */
export default defineRule({
  id: 'no_personal_data',
  icon: 'shield-alert',
  articles: [hipaa('164.312(e)(1)'), gdpr('5(1)(c), 32(1)(b)'), asvs('14.2.3')],
  fields: {},
  answers: {
    leaksHeldBack: () => true,
    notificationWording: () => 'neutral',
    nameDisplay: (_, { surface }) => (surface === 'mail' ? 'hidden' : 'full'),
  },

  async preview() {
    const services = await Service.query().select('id')
    return [
      { word: 'effects.neutral' },
      { word: 'effects.checked', params: { count: services.length } },
      ...(await textsOfTheirOwn()),
    ]
  },

  async measure() {
    const count = await heldBackSince(DateTime.utc().minus({ days: LOOKED_BACK_DAYS }))
    const isHidden = ask('nameDisplay', { surface: 'mail', member: null }) === 'hidden'
    const holds = ask('leaksHeldBack') && ask('notificationWording') === 'neutral' && isHidden
    return { word: 'measured', params: { count, days: LOOKED_BACK_DAYS }, holds }
  },
})

/** What would happen to what they have written: how many texts would be refused, and which words in which of them. */
async function textsOfTheirOwn(): Promise<Fact[]> {
  const { count, refused } = await lintEverything()
  return [
    { word: 'effects.linted', params: { count: refused.length, of: count } },
    ...refused.map(({ text, leaks }) => ({
      word: 'effects.refused',
      params: { what: { word: text.word, params: text.params }, words: leaks.join(', ') },
    })),
  ]
}
