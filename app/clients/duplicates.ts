import Client from '#models/client'
import { type ClientValues, derivedColumns } from './columns.js'
import { fullName } from './display_name.js'
import { areAlike } from './likeness.js'

/** Why two clients might be one person. */
export type Reason = 'national_id' | 'phone' | 'email' | 'birth_date'

export type Duplicate = {
  id: string
  number: number
  first_name: string
  last_name: string
  birth_date: string | null
  archived_at: string | null
  reasons: Reason[]
}

type Candidate = Omit<Duplicate, 'reasons'> & {
  email: string | null
  phone_normal: string | null
  national_id_index: string | null
}

type Sought = ClientValues & { firstName: string; lastName: string }

const COLUMNS = [
  'id',
  'number',
  'first_name',
  'last_name',
  'birth_date',
  'archived_at',
  'email',
  'phone_normal',
  'national_id_index',
]
const MOST = 10

/**
 * Clients who might be this person already: the same national id, phone or e-mail, or the same
 * birth date and a name like it. A family may share a phone, so this is a question, not a refusal.
 */
export async function likelyDuplicates(sought: Sought, { except }: { except?: string } = {}) {
  const { phoneNormal, nationalIdIndex } = derivedColumns(sought)
  const same = {
    national_id_index: nationalIdIndex,
    phone_normal: phoneNormal,
    email: sought.email,
    birth_date: sought.birthDate,
  }
  const known = Object.entries(same).filter(([, value]) => value)
  if (!known.length) return []

  const candidates = await Client.query()
    .select(...COLUMNS)
    .where((query) => known.forEach(([column, value]) => void query.orWhere(column, value!)))
    .whereNot('id', except ?? '')
    .pojo<Candidate>()
  return candidates
    .map((candidate) => ({ ...candidate, reasons: reasonsFor(candidate, same, fullName(sought)) }))
    .filter(({ reasons }) => reasons.length)
    .sort((a, b) => b.reasons.length - a.reasons.length)
    .slice(0, MOST) as Duplicate[]
}

function reasonsFor(candidate: Candidate, same: Record<string, unknown>, name: string): Reason[] {
  const shares = (column: keyof Candidate) =>
    Boolean(same[column]) && candidate[column] === same[column]
  return [
    ...(shares('national_id_index') ? (['national_id'] as const) : []),
    ...(shares('phone_normal') ? (['phone'] as const) : []),
    ...(shares('email') ? (['email'] as const) : []),
    ...(shares('birth_date') && areAlike(fullName(candidate), name)
      ? (['birth_date'] as const)
      : []),
  ]
}
