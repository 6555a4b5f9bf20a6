import { ask } from '#plugins/precautions'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { defineRule } from '../models/rule.js'

/** Messages to clients say that there is something, and nothing of what. */
export default defineRule({
  id: 'notifications',
  icon: 'bell',
  articles: [hipaa('164.312(e)(1)'), gdpr('32(1)(b)'), asvs('14.2.3')],
  fields: {},
  answers: { notificationWording: () => 'neutral' },

  preview: () => [
    { word: ask('notificationWording') === 'full' ? 'effects.neutral' : 'effects.none' },
  ],

  measure() {
    const holds = ask('notificationWording') === 'neutral'
    return { word: holds ? 'measured' : 'missed', holds }
  },
})
