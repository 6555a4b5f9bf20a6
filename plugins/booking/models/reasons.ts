import { ask } from '#plugins/precautions'
import { switchedOn } from '#plugins/switched_on'
import type Client from '#models/client'
import { bookingSettings } from '../settings.js'
import { appointmentsAhead } from './rules.js'
import ServiceRule from './service_rule.js'

/**
 * Why this person may not book this online, as keys of words; an empty list is a yes. Asked of plugins too.
 *
 * @param client null for somebody whom the clinic does not know
 */
export async function reasonsAgainst(client: Client | null, serviceId: string): Promise<string[]> {
  const { perClient } = bookingSettings.read()
  const reasons = ask('bookingRefusals', { client })
  const isStranger = !client && (await ServiceRule.isForKnown(serviceId))
  const hasMany = client && perClient > 0 && (await appointmentsAhead(client.id)) >= perClient
  return [
    ...reasons,
    ...(isStranger ? ['booking.reasons.known_only'] : []),
    ...(hasMany ? ['booking.reasons.per_client'] : []),
  ]
}

/**
 * Whether the answer depends on who asks. Then nothing is decided before a link in a mail was followed: a page that gave the
 * answer would tell anybody who types an address whether its owner is a client here, and so would a time that stays taken
 * after a yes and becomes free after a no.
 */
export async function dependsOnWhoAsks(serviceId: string): Promise<boolean> {
  const { perClient } = bookingSettings.read()
  const isAsked = switchedOn().precautions('bookingRefusals').length > 0
  return perClient > 0 || isAsked || ServiceRule.isForKnown(serviceId)
}
