import CalendarFeed, { mayHaveFeed } from '#models/calendar_feed'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { defineRule } from '../models/rule.js'

/** No other program reads a calendar: the addresses that there are answer as those that have ended. */
export default defineRule({
  id: 'feeds',
  icon: 'wifi-off',
  articles: [hipaa('164.312(e)(1)'), gdpr('32(1)(b)'), asvs('14.2.3')],
  fields: {},
  answers: { feedsAllowed: () => false },

  async preview({ members }) {
    const feeds = await CalendarFeed.query().select('memberId')
    return [{ word: 'effects.ended', params: { count: feeds.length, of: members.length } }]
  },

  measure({ members }) {
    const open = members.filter(mayHaveFeed)
    const exceptions = open.map(({ name }) => name)
    return { word: 'measured', params: { count: open.length }, holds: !open.length, exceptions }
  },
})
