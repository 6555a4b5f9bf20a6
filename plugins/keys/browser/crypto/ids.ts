/** To be built into the pattern of something that holds one. */
export const UUID = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}'
const ONLY_UUID = new RegExp(`^${UUID}$`)

/** In the place of a client's id: what is the clinic's own. */
export const OF_THE_CLINIC = 'clinic'

/** In the place of a member's id: the clinic's recovery key. */
export const RECOVERY = 'recovery'

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && ONLY_UUID.test(value)
}

/** Whom a circle or an envelope is about: a client, or the clinic. */
export function isSubject(value: unknown): value is string {
  return value === OF_THE_CLINIC || isUuid(value)
}
