import { phoneRules } from '#clinics/phone_rules'
import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { decoyIds } from '#clients/decoys'
import { inClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import type Clinic from '#models/clinic'

export const STATUSES = ['active', 'archived', 'all'] as const

/** Which clients, and how much of them. */
export type ExportChoice = {
  status: (typeof STATUSES)[number]
  /** National ids leave the server only where somebody who may see them asked for them. */
  nationalIds: boolean
}

/** A client as it leaves the clinic, whatever the format. */
export type ExportedClient = {
  id: string
  number: number
  firstName: string
  lastName: string
  email: string | null
  phone: string | null
  birthDate: string | null
  nationalId: string | null
  street: string | null
  postalCode: string | null
  city: string | null
  country: string | null
  locale: string | null
  channel: string
  neverCall: boolean
  noVoicemail: boolean
  emailOnly: boolean
  emergencyName: string | null
  emergencyPhone: string | null
  emergencyRelation: string | null
  tags: string[]
  alerts: string[]
  archivedAt: string | null
  createdAt: string
  updatedAt: string
}

const CLIENTS_AT_A_TIME = 250
const LISTS = `
  (select json_group_array(name) from (select name from tags join client_tags on tag_id = tags.id
    where client_id = clients.id order by name)) as tags,
  (select json_group_array(text) from (select text from client_alerts
    where client_id = clients.id order by created_at, id)) as alerts`

/** How many clients this choice takes along. */
export async function countClients({ status }: ExportChoice): Promise<number> {
  const [{ total }] = await chosen(status).count('* as total')
  return Number(total)
}

/** Those of the clients who do not exist. */
export async function decoysAmong({
  status,
}: ExportChoice): Promise<{ id: string; number: number }[]> {
  if (!decoyIds().length) return []
  return chosen(status)
    .whereIn('id', [...decoyIds()])
    .select('id', 'number')
}

/**
 * The clients in the order of their numbers, read a few at a time while they are being sent. The
 * response asks for more when the clinic is not in hand any longer, so it is given here.
 *
 * @param most how many at most, whoever came meanwhile
 */
export async function* exportedClients(
  clinic: Clinic,
  { status, nationalIds }: ExportChoice,
  most: number
): AsyncGenerator<ExportedClient> {
  let last = 0
  for (let left = most; left > 0; left -= CLIENTS_AT_A_TIME) {
    const rows = await inClinic(clinic, () => rowsAfter(last, status))
    for (const row of rows.slice(0, left)) yield exported(row, nationalIds)
    if (rows.length < CLIENTS_AT_A_TIME) return
    last = rows.at(-1)!.number
  }
}

function chosen(status: ExportChoice['status']) {
  const clients = clinicClient().from('clients')
  if (status === 'active') clients.whereNull('archived_at')
  if (status === 'archived') clients.whereNotNull('archived_at')
  return clients
}

function rowsAfter(number: number, status: ExportChoice['status']) {
  return chosen(status)
    .where('number', '>', number)
    .orderBy('number')
    .limit(CLIENTS_AT_A_TIME)
    .select('clients.*')
    .select(db.raw(LISTS))
}

function exported(row: Record<string, any>, nationalIds: boolean): ExportedClient {
  return {
    id: row.id,
    number: row.number,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    phone: row.phone && internationalPhone(row.phone, row.phone_normal),
    birthDate: row.birth_date,
    nationalId: nationalIds && row.national_id ? decrypted(row.national_id) : null,
    street: row.street,
    postalCode: row.postal_code,
    city: row.city,
    country: row.country,
    locale: row.locale,
    channel: row.channel,
    neverCall: Boolean(row.never_call),
    noVoicemail: Boolean(row.no_voicemail),
    emailOnly: Boolean(row.email_only),
    emergencyName: row.emergency_name,
    emergencyPhone: row.emergency_phone,
    emergencyRelation: row.emergency_relation,
    tags: JSON.parse(row.tags),
    alerts: JSON.parse(row.alerts),
    archivedAt: row.archived_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function decrypted(nationalId: string) {
  return encryption.use('data').decrypt<string>(nationalId, 'clients.national_id')
}

/** With the country code, so that the number means the same wherever the file goes. */
function internationalPhone(phone: string, normal: string) {
  const number = phoneRules().parsePhoneNumberFromString(normal)
  return number?.isValid() ? number.formatInternational() : phone
}
