import { DateTime } from 'luxon'
import CalendarFeed from '#models/calendar_feed'
import { ask } from '#plugins/precautions'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { atMost } from '../models/fields.js'
import { defineRule, type Fact } from '../models/rule.js'

/** No address ends on the day on which the rule is switched on: its member is told first. */
const GRACE_DAYS = 7

/** An access that nobody wants any more ends by itself. Calendar feeds are all that other programs have. */
export default defineRule({
  id: 'tokens_expire',
  icon: 'hourglass',
  articles: [hipaa('164.308(a)(4)(ii)(C)'), gdpr('32(1)(b)'), asvs('13.3.4')],
  fields: { tokenDays: atMost(90, { min: 7, max: 365 }) },
  answers: {
    accessTokenDays: ({ since, values }, { madeAt }) =>
      Math.max(values.tokenDays, Math.ceil(since.diff(madeAt, 'days').days) + GRACE_DAYS),
  },

  async preview({ values: { tokenDays } }) {
    const feeds = await CalendarFeed.query().preload('member')
    const { length: late } = olderThan(tokenDays - GRACE_DAYS, feeds)
    const from = DateTime.utc().plus({ days: GRACE_DAYS })
    const params = { count: feeds.length, days: tokenDays }
    const facts: Fact[] = [{ word: 'effects.feeds', params }]
    if (late) facts.push({ word: 'effects.soon', params: { count: late, from } })
    return facts
  },

  async measure({ members, values: { tokenDays } }) {
    const madeAt = DateTime.utc()
    const days = Math.max(...members.map((member) => ask('accessTokenDays', { member, madeAt })))
    const feeds = await CalendarFeed.query().preload('member')
    const answering = feeds.filter((feed) => !feed.isOver)
    const exceptions = olderThan(tokenDays, answering).map(({ member }) => member.name)
    const params = { count: answering.length, days }
    return {
      ...{ word: 'measured', params, exceptions },
      holds: days <= tokenDays && !exceptions.length,
    }
  },
})

function olderThan(days: number, feeds: CalendarFeed[]) {
  const then = DateTime.utc().minus({ days })
  return feeds.filter(({ renewedAt, createdAt }) => (renewedAt ?? createdAt) <= then)
}
