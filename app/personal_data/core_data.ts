import { clinicClient } from '#clinics/database'
import type Client from '#models/client'
import { appointmentsOf, eraseAppointments, mergeAttendances } from '#calendar/personal_data'
import OutboxMail from '#models/outbox_mail'

/** One kind of data that the core keeps about a client: a plugin's data map, without a plugin. */
export type CoreDataEntry = { table: string; what: string; purpose: string; kept: string }

/**
 * What the core itself keeps about a client, with the same four duties that a plugin has towards a
 * client (app/plugins/data_contract.ts).
 */
export const corePersonalData = {
  map: [
    {
      table: 'clients',
      what: 'clients.data.clients',
      purpose: 'clients.data.purpose_care',
      kept: 'clients.data.kept_until_deleted',
    },
    {
      table: 'client_alerts',
      what: 'clients.data.client_alerts',
      purpose: 'clients.data.purpose_safety',
      kept: 'clients.data.kept_until_deleted',
    },
    {
      table: 'client_tags',
      what: 'clients.data.client_tags',
      purpose: 'clients.data.purpose_order',
      kept: 'clients.data.kept_until_deleted',
    },
    {
      table: 'appointments',
      what: 'clients.data.appointments',
      purpose: 'clients.data.purpose_care',
      kept: 'clients.data.kept_until_deleted',
    },
    {
      table: 'attendances',
      what: 'clients.data.attendances',
      purpose: 'clients.data.purpose_care',
      kept: 'clients.data.kept_until_deleted',
    },
    {
      table: 'outbox_mails',
      what: 'clients.data.outbox_mails',
      purpose: 'clients.data.purpose_mail',
      kept: 'clients.data.kept_mail',
    },
    {
      table: 'openings',
      what: 'clients.data.openings',
      purpose: 'clients.data.purpose_audit',
      kept: 'clients.data.kept_until_deleted',
    },
    {
      table: 'audit_events',
      what: 'clients.data.audit_events',
      purpose: 'clients.data.purpose_audit',
      kept: 'clients.data.kept_audit',
    },
  ] satisfies CoreDataEntry[],

  /** Everything, as plain JSON. */
  async export(client: Client) {
    return {
      client: { ...ownFields(client), tags: await tagsOf(client) },
      alerts: await alertsOf(client),
      appointments: await appointmentsOf(client),
      mails: await mailsAbout(client),
      openings: await openingsOf(client),
      log: await linesAbout(client),
    }
  },

  /** Removes the client, and with it by reference alerts, tags, places in groups and reasons for looking. The audit log stays: it holds no names. */
  async erase(client: Client) {
    await eraseAppointments(client)
    await OutboxMail.query().where('client_id', client.id).delete()
    await client.delete()
  },

  /** Moves alerts, tags, appointments, mails and reasons for looking; what is left of `from` is a name and an address that nothing points to. */
  async merge(from: Client, into: Client) {
    const moved = { client_id: into.id }
    await clinicClient().from('client_alerts').where('client_id', from.id).update(moved)
    await clinicClient().from('outbox_mails').where('client_id', from.id).update(moved)
    await clinicClient().from('openings').where('client_id', from.id).update(moved)
    await mergeAttendances(from, into)
    await clinicClient().rawQuery(
      'insert or ignore into client_tags (client_id, tag_id) select ?, tag_id from client_tags where client_id = ?',
      [into.id, from.id]
    )
  },
}

const INTERNAL = new Set([
  'nationalIdIndex',
  'phoneNormal',
  'sortFirst',
  'sortLast',
  'importKey',
  'importId',
  'archivedBy',
])

function ownFields(client: Client): { nationalId?: string; [field: string]: unknown } {
  const { $attributes: values } = client
  return Object.fromEntries(Object.entries(values).filter(([field]) => !INTERNAL.has(field)))
}

function alertsOf(client: Client) {
  return clinicClient()
    .from('client_alerts')
    .where('client_id', client.id)
    .orderBy('created_at')
    .select('text', 'created_at')
}

async function tagsOf(client: Client) {
  const tags = await client.related('tags').query().orderBy('name')
  return tags.map(({ name }) => name)
}

function mailsAbout(client: Client) {
  return clinicClient()
    .from('outbox_mails')
    .where('client_id', client.id)
    .orderBy('created_at')
    .select('created_at', 'recipient', 'subject', 'state', 'settled_at', 'text')
}

/** Which members opened the page for a reason, and which. */
function openingsOf(client: Client) {
  return clinicClient()
    .from('openings')
    .join('members', 'members.id', 'openings.member_id')
    .where('client_id', client.id)
    .orderBy('openings.created_at')
    .select('openings.created_at', 'holds_until', 'name as member', 'because', 'words')
}

async function linesAbout(client: Client) {
  const lines = await clinicClient()
    .from('audit_events')
    .where({ subject_type: 'client', subject_id: client.id })
    // Nobody's data, and no news for whoever prints the report of somebody who does not exist.
    .where('action', 'not like', 'decoy.%')
    .orderBy('seq')
    .select('created_at', 'action', 'member_name', 'details')
  return lines.map((line) => ({ ...line, details: JSON.parse(line.details) }))
}
