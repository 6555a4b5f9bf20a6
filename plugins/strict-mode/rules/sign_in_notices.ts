import { mailIsSetUp } from '#mails/queue_mail'
import { ROLES } from '#clinics/permissions'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { anyOf } from '../models/fields.js'
import { defineRule } from '../models/rule.js'

/** Nobody signs in as somebody else unseen. What it does, `SignIn.notice()` does. */
export default defineRule({
  id: 'sign_in_notices',
  icon: 'mail',
  articles: [hipaa('164.308(a)(5)(ii)(C)'), gdpr('32(1)(b)'), asvs('6.3.5')],
  fields: { roles: anyOf(ROLES, ['owner', 'administrator'], 'role') },

  preview: ({ members, values: { roles } }) => [
    { word: 'effects.told', params: { count: members.length } },
    {
      word: 'effects.owners_told',
      params: { count: members.filter(({ role }) => roles.some((each) => each === role)).length },
    },
    ...(mailIsSetUp() ? [] : [{ word: 'effects.no_mail' }]),
  ],

  measure: () => {
    const holds = mailIsSetUp()
    return { word: holds ? 'measured' : 'effects.no_mail', holds }
  },
})
