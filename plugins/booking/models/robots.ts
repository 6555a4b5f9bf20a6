import { randomBytes } from 'node:crypto'
import { createChallenge, type Payload, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { Settings as Clock } from 'luxon'
import { bookingSettings } from '../settings.js'

const MINUTES = 20
/** Some hundred key derivations: a second of a slow phone while its owner types, and real money for who books by the thousand. */
const COST = { algorithm: 'PBKDF2/SHA-256', cost: 2000 }
const [LEAST, MOST] = [200, 600]
/** Made anew with each start of the server: a puzzle is worth nothing after it. */
const [secret, keySecret] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]

const used = new Map<string, number>()

/** A puzzle for the visitor's browser (ALTCHA, proof of work): solved by scripts from this server alone. */
export function newChallenge() {
  return createChallenge({
    ...COST,
    deriveKey,
    counter: randomInt(LEAST, MOST),
    expiresAt: new Date(Clock.now() + MINUTES * 60_000),
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: keySecret,
  })
}

/** Whether somebody has done the work, and has not shown it before. */
export async function isHuman(proof: string | null | undefined): Promise<boolean> {
  if (!bookingSettings.read().proofOfWork) return true
  const payload = proof ? parsed(proof) : null
  if (!payload) return false
  const { signature } = payload.challenge
  if (used.has(signature)) return false
  // Before it is looked at, which takes a moment: of the same work shown twice at once, one counts.
  remember(signature)
  const isRight = await isSolved(payload)
  if (!isRight) used.delete(signature)
  return isRight
}

type Shown = Payload & { challenge: { signature: string } }

async function isSolved(payload: Payload) {
  const { verified } = await verifySolution({
    ...payload,
    deriveKey,
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: keySecret,
  })
  return verified
}

function parsed(proof: string): Shown | null {
  try {
    const { challenge, solution } = JSON.parse(Buffer.from(proof, 'base64').toString())
    const isWhole = challenge?.parameters && typeof challenge.signature === 'string' && solution
    return isWhole ? { challenge, solution } : null
  } catch {
    // Whatever a robot makes up.
    return null
  }
}

function remember(signature: string) {
  const now = Clock.now()
  for (const [old, until] of used) if (until < now) used.delete(old)
  used.set(signature, now + MINUTES * 60_000)
}
