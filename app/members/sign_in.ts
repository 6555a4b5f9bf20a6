import hash from '@adonisjs/core/services/hash'
import { record } from '#audit/audit_log'
import { currentClinic } from '#clinics/clinic_in_hand'
import { networkOf } from '#clinics/network'
import Member, { normalEmail } from '#models/member'
import { Attempts, type Counter, type Outcome } from './attempts.js'

type Credentials = { email: string; password: string; address: string }

/**
 * Finds the member with this e-mail address and password. An unknown address, a wrong password and a
 * deactivated member take the same steps and get the same answer: one look-up, one argon2id, one
 * audit line.
 */
export function signInWithPassword({
  email,
  password,
  address,
}: Credentials): Promise<Outcome<Member>> {
  return Attempts.instance.make(accountCounter(email), addressCounter(address), async () => {
    const nobody = await nobodysHash()
    const member = await Member.withEmail(email)
    const isRight = await hash.verify(member?.password ?? nobody, password)
    if (member?.isActive && isRight) return member
    await recordFailure('password', member, address)
    return null
  })
}

/** Writes down that somebody was not let in. What was typed is not written: it may be a password in the wrong field. */
export async function recordFailure(factor: string, member: Member | null, address: string) {
  await record({
    action: 'sign_in.failed',
    by: { member: null, address },
    subject: member ? { type: 'member', id: member.id } : undefined,
    details: { factor },
  })
}

function accountCounter(email: string): Counter {
  return { key: `account ${currentClinic().id} ${normalEmail(email)}`, free: 5 }
}

/** Counts wrong second factors of one member, from wherever they come. */
export function factorCounter(member: Member): Counter {
  return { key: `factor ${currentClinic().id} ${member.id}`, free: 5 }
}

/** Counts what failed from one network, for whichever account. */
export function addressCounter(address: string): Counter {
  return { key: `address ${currentClinic().id} ${networkOf(address)}`, free: 30 }
}

let made: Promise<string> | null = null

/** A hash that no password has, so that an unknown account costs what a known one does. Made once, whoever asks first. */
function nobodysHash() {
  return (made ??= hash.make(crypto.randomUUID()))
}
