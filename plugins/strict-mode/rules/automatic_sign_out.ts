import { idleMinutesOf } from '#members/idle_time'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { atMost } from '../models/fields.js'
import { defineRule } from '../models/rule.js'

/** Whoever walks away is signed out, a minute after the page has said so. */
export default defineRule({
  id: 'automatic_sign_out',
  icon: 'hourglass',
  articles: [hipaa('164.312(a)(2)(iii)'), gdpr('32(1)(b)'), asvs('7.3.1')],
  fields: { minutes: atMost(20, { min: 2, max: 120 }) },
  answers: { idleMinutes: ({ values }) => values.minutes },

  preview({ members, values: { minutes } }) {
    const count = members.filter((member) => idleMinutesOf(member) > minutes).length
    return [{ word: 'effects.sooner', params: { count, of: members.length, minutes } }]
  },

  measure({ members, values }) {
    const late = members.filter((member) => idleMinutesOf(member) > values.minutes)
    const minutes = Math.max(...members.map(idleMinutesOf))
    const exceptions = late.map(({ name }) => name)
    return { word: 'measured', params: { minutes }, holds: !late.length, exceptions }
  },
})
