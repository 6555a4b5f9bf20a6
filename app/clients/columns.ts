import { uuidv7 } from 'uuidv7'
import encryption from '@adonisjs/core/services/encryption'
import { utcNow } from '#models/columns'
import { nationalIdIndex } from './national_id.js'
import { normalPhone, readablePhone } from './phone.js'
import { sortKey } from './sort_folds.js'

export const CHANNELS = ['any', 'phone', 'sms', 'email', 'post'] as const
export type Channel = (typeof CHANNELS)[number]

/** What a form or a file says of a client. */
export type ClientValues = {
  firstName?: string
  lastName?: string
  email?: string | null
  phone?: string | null
  birthDate?: string | null
  nationalId?: string | null
  street?: string | null
  postalCode?: string | null
  city?: string | null
  country?: string | null
  locale?: string | null
  channel?: Channel
  neverCall?: boolean
  noVoicemail?: boolean
  emailOnly?: boolean
  emergencyName?: string | null
  emergencyPhone?: string | null
  emergencyRelation?: string | null
  importKey?: string | null
}

export type Derived = {
  phone?: string | null
  phoneNormal?: string | null
  nationalIdIndex?: string | null
}

/** The columns that follow from others: by them a client is found and recognised. */
export function derivedColumns({
  phone,
  nationalId,
}: Pick<ClientValues, 'phone' | 'nationalId'>): Derived {
  return {
    ...(phone !== undefined && {
      // As people write it, once here instead of on each of 25 rows of a page.
      phone: phone && readablePhone(phone),
      // A number that cannot be called is still found by its digits.
      phoneNormal: phone && (normalPhone(phone) ?? phone.replace(/\D/g, '')),
    }),
    ...(nationalId !== undefined && {
      nationalIdIndex: nationalId && nationalIdIndex(nationalId),
    }),
  }
}

/** The columns by which lists are sorted, in the order of either name. */
export function sortColumns({ firstName, lastName }: { firstName: string; lastName?: string }) {
  const [first, last] = [sortKey(firstName), sortKey(lastName ?? '')]
  return { sortFirst: `${first} ${last}`, sortLast: `${last} ${first}` }
}

/**
 * A row of the clients table, for those who write thousands at a time past the model: the import.
 * Nothing is audited and nobody is told; that is the caller's to do, once for all rows.
 */
export function clientRow(
  values: ClientValues & { firstName: string },
  { phone, phoneNormal, nationalIdIndex: index }: Derived = derivedColumns(values)
) {
  const { sortFirst, sortLast } = sortColumns(values)
  const now = utcNow()
  return {
    id: uuidv7(),
    first_name: values.firstName,
    last_name: values.lastName ?? '',
    sort_first: sortFirst,
    sort_last: sortLast,
    phone: phone ?? null,
    phone_normal: phoneNormal ?? null,
    birth_date: values.birthDate ?? null,
    national_id: values.nationalId
      ? encryption.use('data').encrypt(values.nationalId, { purpose: 'clients.national_id' })
      : null,
    national_id_index: index ?? null,
    ...reachColumns(values),
    ...wishColumns(values),
    archived_at: null,
    archived_by: null,
    import_key: values.importKey ?? null,
    created_at: now,
    updated_at: now,
  }
}

/** Where a client is written to, and who is called in an emergency. */
function reachColumns(values: ClientValues) {
  return {
    email: values.email ?? null,
    street: values.street ?? null,
    postal_code: values.postalCode ?? null,
    city: values.city ?? null,
    country: values.country ?? null,
    emergency_name: values.emergencyName ?? null,
    emergency_phone: values.emergencyPhone ?? null,
    emergency_relation: values.emergencyRelation ?? null,
  }
}

/** How a client wants to be spoken to. */
function wishColumns(values: ClientValues) {
  return {
    locale: values.locale ?? null,
    channel: values.channel ?? 'any',
    never_call: values.neverCall ?? false,
    no_voicemail: values.noVoicemail ?? false,
    email_only: values.emailOnly ?? false,
  }
}
