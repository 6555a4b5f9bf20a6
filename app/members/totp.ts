import { HOTP, Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import { Settings as Clock } from 'luxon'

const STEP_SECONDS = 30
/** One step back and one ahead: clocks differ, and typing takes time (RFC 6238, 5.2). */
const WINDOW = 1

/** A new secret in Base32, 160 bits as RFC 4226 asks for. */
export function newTotpSecret() {
  return new Secret({ size: 20 }).base32
}

/**
 * The time step that a six-digit code belongs to, or null when it is none of the last, this or the next.
 * The caller must see to it that each step is used once (RFC 6238, 5.2).
 */
export function matchingStep(secret: string, code: string): number | null {
  const now = Math.floor(Clock.now() / 1000 / STEP_SECONDS)
  const difference = HOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    counter: now,
    window: WINDOW,
  })
  return difference === null ? null : now + difference
}

/** What an authenticator app reads: as a picture, as an address, and to be typed. */
export function enrolment(secret: string, account: { clinic: string; email: string }) {
  const uri = new TOTP({ issuer: account.clinic, label: account.email, secret }).toString()
  return {
    uri,
    qr: renderSVG(uri, { border: 2 }),
    typed: secret.match(/.{1,4}/g)!.join(' '),
  }
}
