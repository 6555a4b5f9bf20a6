import encryption from '@adonisjs/core/services/encryption'
import type { ClientValues, Derived } from '#clients/columns'

/** By what a client is recognised, all in one spelling. Columns of the clients table. */
export type Identity = {
  name: string
  email: string | null
  phone_normal: string | null
  birth_date: string | null
  national_id_index: string | null
  import_key: string | null
}

/** Who a row of a file is about. */
export function identityOf(client: ClientValues, derived: Derived): Identity {
  const who = {
    name: plainName(client.firstName, client.lastName),
    email: client.email?.toLowerCase() || null,
    phone_normal: derived.phoneNormal || null,
    birth_date: client.birthDate || null,
    national_id_index: derived.nationalIdIndex || null,
  }
  return { ...who, import_key: importKey(who) }
}

/** A name as it is compared: neither case nor hyphens nor spaces make another person. */
export function plainName(firstName = '', lastName = '') {
  return `${firstName} ${lastName}`
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim()
}

/**
 * Two clients that share one of these are one person, unless their birth dates or ids differ. An
 * e-mail address or a phone number alone is not enough: families share them.
 */
export function marksOf(who: Identity): string[] {
  const marks = [
    who.import_key && `row ${who.import_key}`,
    who.national_id_index && `id ${who.national_id_index}`,
    who.birth_date && `${who.name} born ${who.birth_date}`,
    who.email && `${who.name} at ${who.email}`,
    who.phone_normal && `${who.name} on ${who.phone_normal}`,
  ]
  return marks.filter((mark) => mark !== null)
}

/** Whether birth date or national id say that two who are alike cannot be one person. */
export function contradict(one: Identity, other: Identity) {
  if (one.import_key === other.import_key) return false
  return (
    differ(one.birth_date, other.birth_date) ||
    differ(one.national_id_index, other.national_id_index)
  )
}

function differ(one: string | null, other: string | null) {
  return one !== null && other !== null && one !== other
}

/**
 * What a row says of a person, as a keyed hash that stays with the client it made: the same row of the
 * same file is recognised even after the client was edited.
 */
function importKey(who: Omit<Identity, 'import_key'>) {
  return encryption.use('data').blindIndex(JSON.stringify(Object.values(who)), 'clients.import_key')
}
