import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { currentClinic } from '#clinics/clinic_in_hand'
import type Member from '#models/member'
import Passkey from '#models/passkey'

/** What a passkey is bound to: the host name, and the address that the browser says it stands at. */
export type Place = { host: string; origin: string }

/** What the browser answered, as JSON text, and the challenge that it had to sign. */
export type Answer = { response: string; challenge: string | null }

/** A new passkey, before it has a name. */
export type NewKey = Pick<
  Passkey,
  'credentialId' | 'publicKey' | 'counter' | 'transports' | 'isSynced'
>

/**
 * Passkeys (W3C WebAuthn level 3) of a clinic's members. Each is discoverable and verifies its user, so
 * that it is proof enough by itself: something one has, and a finger, a face or a PIN besides.
 */
export class Passkeys {
  constructor(private place: Place) {}

  /** What the browser needs to make a passkey for this member on a device that has none. */
  async creationOptions(member: Member) {
    const known = await Passkey.query().where('memberId', member.id)
    return generateRegistrationOptions({
      rpName: currentClinic().name,
      rpID: this.place.host,
      userID: new TextEncoder().encode(member.id),
      userName: member.email,
      userDisplayName: member.name,
      attestationType: 'none',
      excludeCredentials: known.map(descriptorOf),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  }

  /** The new passkey in the browser's answer, or null when the answer does not hold. */
  async created({ response, challenge }: Answer): Promise<NewKey | null> {
    if (!challenge) return null
    const verified = await believed(() =>
      verifyRegistrationResponse({
        response: JSON.parse(response),
        expectedChallenge: challenge,
        expectedOrigin: this.place.origin,
        expectedRPID: this.place.host,
        requireUserVerification: true,
      })
    )
    if (!verified?.verified) return null
    const { credential, credentialBackedUp } = verified.registrationInfo
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: credential.transports ?? [],
      isSynced: credentialBackedUp,
    }
  }

  /** What the browser needs to sign with a passkey: of this member, or of whoever sits there. */
  async requestOptions(member?: Member) {
    const known = member ? await Passkey.query().where('memberId', member.id) : []
    return generateAuthenticationOptions({
      rpID: this.place.host,
      allowCredentials: known.map(descriptorOf),
      userVerification: 'required',
    })
  }

  /** The passkey that the browser's answer was signed with, or null when the answer does not hold. */
  async used({ response, challenge }: Answer): Promise<Passkey | null> {
    const said = parsed(response)
    const passkey = said && (await Passkey.findBy('credentialId', said.id))
    if (!passkey || !challenge || !isOwn(passkey, said)) return null
    const verified = await believed(() =>
      verifyAuthenticationResponse({
        response: said,
        expectedChallenge: challenge,
        expectedOrigin: this.place.origin,
        expectedRPID: this.place.host,
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
          counter: passkey.counter,
          transports: passkey.transports,
        },
      })
    )
    if (!verified?.verified) return null
    passkey.counter = verified.authenticationInfo.newCounter
    passkey.lastUsedAt = DateTime.utc()
    return passkey.save()
  }
}

function descriptorOf({ credentialId, transports }: Passkey) {
  return { id: credentialId, transports }
}

function parsed(response: string): AuthenticationResponseJSON | null {
  try {
    const said = JSON.parse(response)
    return typeof said?.id === 'string' ? said : null
  } catch {
    return null
  }
}

/** A discoverable passkey says whose it is (WebAuthn, 7.2 step 6). */
function isOwn(passkey: Passkey, { response }: AuthenticationResponseJSON) {
  const handle = response?.userHandle
  return !handle || Buffer.from(handle, 'base64url').toString() === passkey.memberId
}

/** The library throws for each thing that is wrong in an answer; for us they are all a no, with the reason in the log. */
async function believed<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify()
  } catch (error) {
    logger.info({ reason: (error as Error).message }, 'a passkey was not accepted')
    return null
  }
}
