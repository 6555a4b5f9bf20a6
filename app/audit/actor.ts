/** Who does something, and from where. Models' verbs take it as `by`; nothing below a controller knows the request. */
export type Actor = {
  member: ActingMember | null
  address: string | null
  /** Somebody from outside whom the clinic let in: never a member, and in no column that names one. */
  helper?: ActingMember
  why?: Reasons
}

/**
 * Why a client may be looked at, by the client's id: what the rule goes by, and the member's own words. Where reasons are
 * asked for, whoever is not in it may not be looked at; where it is missing, nobody asks.
 */
export type Reasons = ReadonlyMap<string, { because: string; reason?: string }>

/** What of a member is worth writing down. No model, so that all models may name an actor. */
export type ActingMember = { readonly id: string; readonly name: string }

/** A helper is nobody's foreign key: whatever writes down who did it finds no member here. */
export function actingHelper({ id, name }: ActingMember, address: string | null): Actor {
  return { member: null, address, helper: { id, name } }
}

/** The server itself: schedules and retries. */
export const SERVER: Actor = { member: null, address: null }

/** Who runs the server, with a command at its console. */
export const OPERATOR: Actor = { member: null, address: 'console' }
