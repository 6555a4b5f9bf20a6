import { Settings as Clock } from 'luxon'
import { ambientTransaction, currentClinic } from './clinic_in_hand.js'
import { clinicClient } from './database.js'

/** Of one clinic; whoever asks for more months than people look at begins anew. */
const MOST_VALUES = 64

type Kept = { stamp: string; values: Map<string, { value: unknown; until: number }> }
const clinics = new Map<string, Kept>()

/**
 * What follows from the clinic's database alone, computed once and kept until anything is written to it, by whom ever:
 * `total_changes()` grows with each row that this connection writes, through a trigger too, and
 * `data_version` changes when another connection commits. Inside a transaction nothing is kept, because
 * it may be rolled back.
 *
 * @param key names the value, with all that it depends on besides
 * @param until asked before computing: the moment from which it does not hold any more, although nobody writes
 */
export async function kept<T>(
  key: string,
  until: () => Promise<number>,
  compute: () => Promise<T>
): Promise<T> {
  if (ambientTransaction()) return compute()
  // Read first: what is written while we compute makes what we keep worthless, not wrong.
  const values = valuesOf(currentClinic().id, await writeStamp())
  const known = values.get(key)
  if (known && Clock.now() < known.until) return known.value as T
  const end = await until()
  const value = await compute()
  if (values.size >= MOST_VALUES) values.clear()
  values.set(key, { value, until: end })
  return value
}

function valuesOf(clinicId: string, stamp: string) {
  const known = clinics.get(clinicId)
  if (known?.stamp === stamp) return known.values
  const values: Kept['values'] = new Map()
  clinics.set(clinicId, { stamp, values })
  return values
}

async function writeStamp(): Promise<string> {
  const [{ stamp }]: { stamp: string }[] = await clinicClient().rawQuery(
    `select connection_name() || ' ' || total_changes() || ' ' || data_version as stamp
     from pragma_data_version`
  )
  return stamp
}
