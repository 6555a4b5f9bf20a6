import type Member from '#models/member'

/** Who does something, and from where. Models' verbs take it as `by`; nothing below a controller knows the request. */
export type Actor = { member: Member | null; address: string | null }

/** The server itself: schedules and retries. */
export const SERVER: Actor = { member: null, address: null }

/** Who runs the server, with a command at its console. */
export const OPERATOR: Actor = { member: null, address: 'console' }
