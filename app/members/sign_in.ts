import hash from '@adonisjs/core/services/hash'
import { record } from '#audit/audit_log'
import { currentClinic } from '#clinics/clinic_in_hand'
import Member, { normalEmail } from '#models/member'
import { Attempts, type Counter } from './attempts.js'

/** What came of it: the member, or how many milliseconds to wait, or neither: the words were wrong. */
export type SignInOutcome = { member: Member } | { wait: number } | { wrong: true }

type Credentials = { email: string; password: string; address: string }

/**
 * Checks an e-mail address and a password. An unknown address, a wrong password and a deactivated
 * member take the same steps and get the same answer: one look-up, one argon2id, one audit line.
 */
export async function signInWithPassword({
  email,
  password,
  address,
}: Credentials): Promise<SignInOutcome> {
  const counters = [accountCounter(email), addressCounter(address)] as const
  const wait = Attempts.instance.begin([...counters])
  if (wait) return { wait }

  const nobody = await nobodysHash()
  const member = await Member.withEmail(email)
  const isRight = await hash.verify(member?.password ?? nobody, password)
  if (member?.isActive && isRight) {
    Attempts.instance.succeeded(...counters)
    return { member }
  }
  await record({
    action: 'sign_in.failed',
    by: { member: null, address },
    subject: member ? { type: 'member', id: member.id } : undefined,
    details: { factor: 'password' },
  })
  return { wrong: true }
}

export function accountCounter(email: string): Counter {
  return { key: `account ${currentClinic().id} ${normalEmail(email)}`, free: 5 }
}

export function addressCounter(address: string): Counter {
  return { key: `address ${currentClinic().id} ${address}`, free: 30 }
}

let made: Promise<string> | null = null

/** A hash that no password has, so that an unknown account costs what a known one does. Made once, whoever asks first. */
function nobodysHash() {
  return (made ??= hash.make(crypto.randomUUID()))
}
