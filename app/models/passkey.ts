import { PasskeySchema } from '#database/clinic/schema'

/** A key pair on a member's device, of which the clinic has the public half. See app/members/passkeys.ts. */
export default class Passkey extends PasskeySchema {}
