import { DateTime, Settings as Clock } from 'luxon'
import { clinicSettings } from '#clinics/settings'
import { Visit } from '#members/visit'
import type Member from '#models/member'
import Passkey from '#models/passkey'
import { asvs, gdpr, hipaa, proposed } from '../models/articles.js'
import { oneOf } from '../models/fields.js'
import { defineRule } from '../models/rule.js'

/** A password alone opens nothing, from a deadline on. */
export default defineRule({
  id: 'second_factor',
  icon: 'fingerprint',
  articles: [hipaa('164.312(d)'), proposed('164.312(f)(2)(ii)'), gdpr('32(1)(b)'), asvs('6.3.3')],
  fields: { graceDays: oneOf([30, 14, 7, 0], 14, 'days') },
  answers: {
    secondFactorDemanded: ({ since, values }, { member }) =>
      isDemandedOf(member, deadlineAfter(since, values.graceDays)),
  },

  async preview({ members, values: { graceDays } }) {
    const { length: count } = await without(members)
    const from = deadlineAfter(DateTime.utc(), graceDays)
    return [
      { word: 'effects.asked', params: { count, of: members.length, from } },
      ...(count ? [{ word: 'effects.undisturbed' }] : []),
    ]
  },

  async measure({ members, since, values }) {
    const lacking = await without(members)
    const exceptions = lacking.map(({ name }) => name)
    const from = deadlineAfter(since, values.graceDays)
    const params = { count: members.length - exceptions.length, of: members.length, from }
    const word = from > DateTime.utc() ? 'waiting' : 'measured'
    return { word, params, holds: !exceptions.length, exceptions }
  },
})

type Deadline = { graceDays: number; zone: string; at: DateTime }

/** The last that was reckoned from a moment: each request asks, and time zones are slow. */
const deadlines = new WeakMap<DateTime, Deadline>()

/** When the rule begins to bite: early in the morning after the days of grace, when nobody is at work. */
export function deadlineAfter(since: DateTime, graceDays: number): DateTime {
  const zone = clinicSettings.read().timeZone
  const known = deadlines.get(since)
  if (known?.graceDays === graceDays && known.zone === zone) return known.at
  const at = graceDays ? startOfDay(since.plus({ days: graceDays })) : since
  deadlines.set(since, { graceDays, zone, at })
  return at
}

/**
 * Whoever is in the middle of something goes on: who signed in before the deadline is asked at the next
 * sign-in, or when the day is over.
 */
function isDemandedOf(member: Member, deadline: DateTime) {
  const now = Clock.now()
  if (now < deadline.toMillis()) return false
  const visit = Visit.of(member)
  return (
    !visit ||
    visit.startedAt >= deadline.toMillis() ||
    now >= startOfDay(deadline.plus({ days: 1 })).toMillis()
  )
}

function startOfDay(moment: DateTime) {
  return moment.setZone(clinicSettings.read().timeZone).startOf('day')
}

/** Those who have neither an authenticator app nor a passkey. */
export async function without(members: Member[]) {
  const lacking = members.filter(({ totpConfirmedAt }) => !totpConfirmedAt)
  if (!lacking.length) return []
  const ids = lacking.map(({ id }) => id)
  const passkeys = await Passkey.query().select('memberId').whereIn('memberId', ids)
  const owners = new Set(passkeys.map(({ memberId }) => memberId))
  return lacking.filter(({ id }) => !owners.has(id))
}
