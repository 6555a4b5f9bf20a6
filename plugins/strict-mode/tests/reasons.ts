import type { ApiResponse } from '@japa/api-client'
import { DateTime } from 'luxon'
import AuditEvent from '#models/audit_event'
import type Client from '#models/client'
import type Clinic from '#models/clinic'
import Opening from '#models/opening'
import { book } from '#tests/calendar'
import { aClient } from '#tests/clients'
import { at, type Person } from '#tests/people'
import { strictClinic } from './setting.js'

/** A reason is asked for a week from an appointment on, and nobody needs an emergency. */
export const RULE = { nearDays: 7, nearOf: 'desk', reasonHours: 4, emergencyFor: [] as string[] }

/** Nordlys where a reason is asked for, with Clara, whom nobody has an appointment with. */
export async function asking(values: Partial<typeof RULE> = {}) {
  const all = await strictClinic({ reading_reasons: { ...RULE, ...values } })
  const clara = await at(all.nordlys, () => aClient())
  return { ...all, clara, page: `/clients/${clara.id}` }
}

export function meet({ clinic, member }: Person, client: Client, inDays: number) {
  const wall = DateTime.utc().plus({ days: inDays }).toFormat("yyyy-MM-dd'T'10:00")
  return at(clinic, () => book({ wall, minutes: 50, memberId: member.id }, client))
}

/** Where the page that asks stands, if that is what answers. */
export function askedAt(response: ApiResponse) {
  const [, path] =
    /^(\/clients\/[^/]+\/openings\/new)\?/.exec(response.header('location') ?? '') ?? []
  return response.status() === 302 ? path : undefined
}

/** What the audit log says of why each look at this client was, the last first. */
export async function whysOf(client: Client, { clinic }: Person) {
  const events = await at(clinic, () =>
    AuditEvent.query().where({ action: 'client.read', subjectId: client.id }).orderBy('seq', 'desc')
  )
  return events.map(({ details }) => details)
}

/** What Clara is called by now. */
export async function lastNameOf(client: Client, { clinic }: Person) {
  const { lastName } = await at(clinic, () => client.refresh())
  return lastName
}

/** The one reason that was given. */
export function openingIn({ clinic }: Person) {
  return at(clinic, () => Opening.firstOrFail())
}

/** As if nobody had ever said why. */
export async function takeReasonsBack(clinic: Clinic) {
  await at(clinic, () => Opening.query().delete())
}
