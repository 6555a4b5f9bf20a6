import { Tampered } from '../browser/crypto/faults.ts'

/** What was read, or null where what was sent is not right in itself: a refusal, not a failure. */
export async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading
  } catch (fault) {
    if (fault instanceof Tampered) return null
    throw fault
  }
}
