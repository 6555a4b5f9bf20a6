import { record } from '#audit/audit_log'
import { currentClinic } from '#clinics/clinic_in_hand'
import { networkOf } from '#clinics/network'
import Member from '#models/member'
import { Attempts, type Outcome } from './attempts.js'
import type { Proof } from './doorway.js'
import type { Answer, Passkeys } from './passkeys.js'
import { SecondFactor } from './second_factor.js'
import { addressCounter, factorCounter, recordFailure } from './sign_in.js'

/** What somebody shows to prove who they are: a passkey alone, or the password and, if there is one, the second factor. */
export type Shown = { password?: string | null; code?: string | null; passkey?: Answer | null }

/** Who is asked, from where. */
type Asked = { member: Member; address: string; passkeys: Passkeys }

/** Asks a member who is signed in to prove it anew. */
export function proveIdentity({ member, address, passkeys }: Asked, shown: Shown) {
  return attempt({ member, address }, 'identity', () => proofsIn(member, passkeys, shown))
}

/** Asks a member whose password was right for the second factor. */
export function proveSecondFactor({ member, address, passkeys }: Asked, shown: Shown) {
  return attempt({ member, address }, 'second_factor', () =>
    factorIn(new SecondFactor(member), passkeys, shown)
  )
}

/** Finds the member whose passkey it is; a passkey proves enough to sign in with nothing else. */
export function signInWithPasskey(passkeys: Passkeys, answer: Answer, address: string) {
  const account = { key: `passkey ${currentClinic().id} ${networkOf(address)}`, free: 10 }
  return Attempts.instance.make(account, addressCounter(address), async () => {
    const passkey = await passkeys.used(answer)
    const member = passkey && (await Member.find(passkey.memberId))
    if (member?.isActive) return member
    await recordFailure('passkey', member, address)
    return null
  })
}

function attempt(
  { member, address }: Omit<Asked, 'passkeys'>,
  what: string,
  check: () => Promise<Proof[] | null>
): Promise<Outcome<Proof[]>> {
  return Attempts.instance.make(factorCounter(member), addressCounter(address), async () => {
    const proofs = await check()
    const subject = { type: 'member', id: member.id }
    if (!proofs) await record({ action: `${what}.refused`, by: { member: null, address }, subject })
    return proofs
  })
}

async function proofsIn(member: Member, passkeys: Passkeys, shown: Shown): Promise<Proof[] | null> {
  const factor = new SecondFactor(member)
  if (shown.passkey) return factorIn(factor, passkeys, shown)
  if (!(await factor.provesPassword(shown.password ?? ''))) return null
  if (!(await factor.isOn())) return ['password']
  const proofs = await factorIn(factor, passkeys, shown)
  return proofs && ['password', ...proofs]
}

async function factorIn(
  factor: SecondFactor,
  passkeys: Passkeys,
  { passkey, code }: Shown
): Promise<Proof[] | null> {
  if (passkey) return (await factor.provesPasskey(passkeys, passkey)) ? ['passkey'] : null
  const proof = await factor.provesCode(code ?? '')
  return proof && [proof]
}
