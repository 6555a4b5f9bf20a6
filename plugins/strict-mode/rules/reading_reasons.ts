import { DateTime } from 'luxon'
import { mailIsSetUp } from '#mails/queue_mail'
import { ROLES } from '#clinics/permissions'
import Opening from '#models/opening'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { anyOf, atMost, oneOf } from '../models/fields.js'
import { looksBefore, looksSince } from '../models/looks.js'
import { defineRule, type Fact } from '../models/rule.js'

const LOOKED_BACK_DAYS = 30
/** An emergency that nobody has looked at for so long was not reviewed. */
const REVIEWED_WITHIN_DAYS = 7

/** Nobody opens a client's page without a reason, which an appointment near is. Others' clients open in an emergency. */
export default defineRule({
  id: 'reading_reasons',
  icon: 'door-open',
  articles: [
    hipaa('164.312(a)(2)(ii)'),
    hipaa('164.308(a)(1)(ii)(D)'),
    gdpr('5(1)(b), 32(1)(b)'),
    asvs('8.2.4, 16.3.2'),
  ],
  fields: {
    nearDays: atMost(14, { min: 1, max: 90 }),
    nearOf: oneOf(['anybody', 'desk', 'own'], 'desk', 'near_of'),
    reasonHours: atMost(8, { min: 1, max: 24 }),
    emergencyFor: anyOf(ROLES, [], 'role'),
  },
  answers: {
    readingReason: ({ values }, { member }) => ({
      asks: values.emergencyFor.some((role) => role === member.role) ? 'emergency' : 'reason',
      appointmentOf: opensForAll(values.nearOf, member.role) ? 'anybody' : 'member',
      days: values.nearDays,
      hours: values.reasonHours,
    }),
  },

  async preview({ values: { nearDays, nearOf, emergencyFor } }) {
    const looks = await looksBefore({
      since: DateTime.utc().minus({ days: LOOKED_BACK_DAYS }),
      nearDays,
      openForAll: ROLES.filter((role) => opensForAll(nearOf, role)),
      emergencyFor,
    })
    const facts: Fact[] = [
      { word: 'effects.asked', params: { ...looks, days: LOOKED_BACK_DAYS } },
      { word: 'effects.undisturbed', params: { days: nearDays } },
    ]
    const emergencies = { word: 'effects.emergency', params: { count: looks.emergencies } }
    const untold = mailIsSetUp() ? [] : [{ word: 'effects.no_mail' }]
    return emergencyFor.length ? facts.toSpliced(1, 0, emergencies, ...untold) : facts
  },

  async measure({ since }) {
    const days = LOOKED_BACK_DAYS
    const looks = await looksSince(DateTime.max(since, DateTime.utc().minus({ days })))
    const late = DateTime.utc().minus({ days: REVIEWED_WITHIN_DAYS }).toISO()
    const waiting = await Opening.waiting().select('createdAt')
    const isLate = await Opening.waiting().where('createdAt', '<', late).first()
    const params = { ...looks, days, waiting: waiting.length }
    return { word: 'measured', params, holds: looks.told === looks.of && !isLate }
  },
})

/** Whether anybody's appointment opens the page for this role: the front desk has none of its own. */
function opensForAll(nearOf: 'anybody' | 'desk' | 'own', role: string) {
  return nearOf === 'anybody' || (nearOf === 'desk' && role === 'receptionist')
}
