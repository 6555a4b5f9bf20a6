import { DateTime } from 'luxon'
import { OPERATOR } from '#audit/actor'
import { inClinic } from '#clinics/clinic_in_hand'
import { loadClinicState } from '#clinics/state'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'
import type Clinic from '#models/clinic'
import { ownersAtWork } from './owners.js'

/** What who runs the server can do to a clinic with a command. Each is in the clinic's audit log as well. */
export type OperatorAct = 'factors_reset' | 'exported' | 'renamed' | 'hosts_changed'

/**
 * Does something to a clinic at the server's console, and tells all owners by mail: the two are on disk
 * together, so that nobody does anything to a clinic unseen.
 *
 * @param about whom or what it was done to, for the mail
 */
export async function asOperator(
  clinic: Clinic,
  act: OperatorAct,
  { about, work }: { about?: string; work?: () => Promise<unknown> }
) {
  await inClinic(clinic, async () => {
    await loadClinicState()
    await transaction(async () => {
      await work?.()
      await tellOwners(act, about)
    })
  })
}

async function tellOwners(act: OperatorAct, about = '') {
  if (!mailIsSetUp()) return
  for (const { name, email, locale } of await ownersAtWork())
    await queueMail({
      to: { name, address: email },
      purpose: 'mails.purposes.security_notice',
      template: 'mails/operator_act',
      data: { act, about, at: DateTime.utc() },
      locale,
      by: OPERATOR,
      usefulUntil: DateTime.utc().plus({ days: 3 }),
    })
}
