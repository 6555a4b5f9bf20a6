import { Settings as Clock } from 'luxon'
import { currentClinic } from './clinic_in_hand.js'
import { withConnection } from './database.js'
import { writeStamp } from './writes.js'

/** Of one clinic; whoever asks for more months than people look at makes it forget the oldest. */
const MOST_VALUES = 64

/**
 * @property key names the value, with all that it depends on besides
 * @property tables what it is read from: all of them
 * @property until asked before computing: the moment from which it does not hold any more, although nobody writes
 */
type Keeping = { key: string; tables: readonly string[]; until?: () => Promise<number> }

type Kept = { stamp: string; value: unknown; until: number }
const clinics = new Map<string, Map<string, Kept>>()

/**
 * What follows from some tables of the clinic's database alone, computed once and kept until anything is written to
 * them, by whom ever: see `writeStamp()`.
 */
export async function kept<T>(
  { key, tables, until = forGood }: Keeping,
  compute: () => Promise<T>
): Promise<T> {
  // Read first: what is written while we compute makes what we keep worthless, not wrong.
  const stamp = await withConnection((connection) => writeStamp(connection, tables))
  const values = valuesOf(currentClinic().id)
  const known = values.get(key)
  if (known?.stamp === stamp && Clock.now() < known.until) return known.value as T
  const end = await until()
  const value = await compute()
  values.delete(key)
  if (values.size >= MOST_VALUES) values.delete(values.keys().next().value!)
  values.set(key, { stamp, value, until: end })
  return value
}

function valuesOf(clinicId: string) {
  const values = clinics.get(clinicId) ?? new Map<string, Kept>()
  clinics.set(clinicId, values)
  return values
}

async function forGood() {
  return Infinity
}
