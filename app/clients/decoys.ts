import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import DecoyTouched from '#events/decoy_touched'
import { defineSettings } from '#clinics/stored_settings'

/** Between two mails about one member. */
const QUIET_MINUTES = 60

/** A client of the core's models, without naming them: they call this file. */
type Decoy = { readonly id: string; readonly number: number }

/**
 * Decoys are clients who do not exist. Nobody has a reason to look at one, so that whoever does is looking
 * around. They are kept in hand as settings are: to ask whether somebody is one costs no query.
 */
const decoys = defineSettings(
  'decoys',
  vine.create({ clientIds: vine.array(vine.string().uuid()) }),
  { clientIds: [] }
)

/** The ids of the clinic's decoys: clients who do not exist, so that nobody has a reason to open one. */
export function decoyIds(): readonly string[] {
  return decoys.read().clientIds
}

function isDecoy(clientId: string) {
  return decoyIds().includes(clientId)
}

/** From now on the owners are told of whoever touches this client. */
export function addDecoy({ id }: Decoy, by: Actor) {
  return change([...new Set([...decoyIds(), id])], 'decoy.added', id, by)
}

export function removeDecoy({ id }: Decoy, by: Actor) {
  return change(
    decoyIds().filter((each) => each !== id),
    'decoy.removed',
    id,
    by
  )
}

/**
 * If this client is a decoy, says in the audit log and tells all owners by mail that somebody touched it, each
 * member once an hour. Who touched it sees nothing of it.
 *
 * @param act what was done, as in the audit log
 */
export async function alarmIfDecoy(client: Decoy, act: string, by: Actor) {
  if (!isDecoy(client.id)) return
  await transaction(async () => {
    const isKnown = await wasTold(by)
    const subject = { type: 'client', id: client.id }
    await record({ action: 'decoy.touched', by, subject, details: { act } })
    if (!isKnown) await DecoyTouched.dispatch(client.number, act, by)
  })
}

async function change(clientIds: string[], action: string, id: string, by: Actor) {
  await transaction(async () => {
    await decoys.write({ clientIds })
    await record({ action, by, subject: { type: 'client', id } })
  })
}

async function wasTold({ member }: Actor) {
  const since = DateTime.utc().minus({ minutes: QUIET_MINUTES }).toISO()!
  const line = await clinicClient()
    .from('audit_events')
    .where({ action: 'decoy.touched', member_id: member?.id ?? null })
    .where('created_at', '>=', since)
    .first()
  return Boolean(line)
}
