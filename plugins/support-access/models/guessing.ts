import { DateTime } from 'luxon'
import { record } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import { currentClinic } from '#clinics/clinic_in_hand'
import { networkOf } from '#clinics/network'
import { transaction } from '#clinics/transaction'
import { Attempts, type Outcome } from '#members/attempts'
import Grant from './grant.js'
import { tellOwners } from './notices.js'

/** From so many wrong codes within the hour on, somebody guesses. */
const BURST = 5
const BURST_MINUTES = 60
const [CLINIC_FREE, ADDRESS_FREE] = [10, 5]

type From = { address: string; device: string | null }

/** Tries a code: as often as people mistype, from one network and in the clinic as a whole. */
export function tryCode(typed: string, from: From): Promise<Outcome<Grant>> {
  const { id } = currentClinic()
  return Attempts.instance.make(
    { key: `support ${id}`, free: CLINIC_FREE },
    { key: `support ${id} ${networkOf(from.address)}`, free: ADDRESS_FREE },
    async () => {
      const grant = await Grant.redeem(typed, from)
      if (!grant) await recordGuess(from.address)
      return grant
    }
  )
}

/** What was typed is not written down: it may be a code with one letter wrong. */
async function recordGuess(address: string) {
  const by = { member: null, address }
  await transaction(async () => {
    await record({ action: 'support-access.guessed', by })
    const [guesses, alarms] = [await recent('guessed'), await recent('alarmed')]
    if (guesses < BURST || alarms) return
    await record({ action: 'support-access.alarmed', by, details: { guesses } })
    await tellOwners('guessed', {}, { by })
  })
}

async function recent(what: string): Promise<number> {
  const since = DateTime.utc().minus({ minutes: BURST_MINUTES }).toISO()
  const [{ count }] = await clinicClient()
    .from('audit_events')
    .where('action', `support-access.${what}`)
    .where('created_at', '>=', since)
    .count('* as count')
  return Number(count)
}
