import type { HttpContext } from '@adonisjs/core/http'
import { Settings as Clock } from 'luxon'
import { record } from '#audit/audit_log'
import { afterCommit } from '#clinics/clinic_in_hand'
import { originOf } from '#members/origin'
import MemberSignedIn from '#events/member_signed_in'
import { type default as Helper, helperIn } from '#models/helper'
import Member from '#models/member'
import { ask } from '#plugins/precautions'
import { deviceName } from './device.js'
import type { Answer } from './passkeys.js'
import { SecondFactor } from './second_factor.js'

/** How somebody proved who they are. */
export type Proof = 'password' | 'passkey' | 'totp' | 'recovery_code' | 'invitation'

/** Whether the password was right and is too short by now. */
type Owing = { owesPassword?: boolean }

/** Somebody whose password was right and who still owes a second factor. */
type HeldBack = Owing & { memberId: string; version: string; next: string; since: number }

type Challenge = { value: string; since: number }

const FACTORS: Proof[] = ['passkey', 'totp', 'recovery_code']
const HELD_BACK_MS = 10 * 60_000
const PROOF_HOLDS_MS = 10 * 60_000
const CHALLENGE_HOLDS_MS = 5 * 60_000

/**
 * Who stands at the door, as the session knows it. Each step towards being signed in takes a new
 * session id, so that an id which somebody planted before is worth nothing after.
 */
export class Doorway {
  constructor(private ctx: HttpContext) {}

  /** Signs the member in. */
  async letIn(member: Member, proofs: Proof[], { owesPassword }: Owing = {}) {
    const { session, auth, request } = this.ctx
    session.clear()
    if (owesPassword) session.put('owes_password', true)
    session.put('version', member.sessionVersion)
    await auth.use('member').login(member)
    this.ctx.member = member
    this.proved()
    if (proofs.some((proof) => FACTORS.includes(proof))) this.hasFactor()
    await member.arrivedAt(originOf(request))
    const by = { member, address: request.ip() }
    const device = deviceName(request.header('user-agent'))
    await record({
      action: 'session.started',
      by,
      subject: { type: 'member', id: member.id },
      details: { proofs, device: device ?? undefined },
    })
    await afterCommit(() => MemberSignedIn.dispatch(member.id, device, by))
  }

  /** Lets a helper in, as whom the plugin knows under this id until the pass ends. */
  letHelperIn(helper: Helper) {
    const { session } = this.ctx
    session.clear()
    session.put('helper', helper.id)
    session.regenerate()
    this.ctx.member = helper
  }

  /** Keeps the member at the door until the second factor is there. */
  holdBack({ id, sessionVersion }: Member, next: string, { owesPassword }: Owing = {}) {
    const { session } = this.ctx
    const held = { memberId: id, version: sessionVersion, next, owesPassword, since: Clock.now() }
    session.clear()
    session.put('held_back', held)
    session.regenerate()
  }

  /** Who is kept at the door, and where they want to go. */
  async heldBack(): Promise<({ member: Member; next: string } & Owing) | null> {
    const held = this.ctx.session.get('held_back') as HeldBack | undefined
    if (!held || Clock.now() - held.since > HELD_BACK_MS) return null
    const member = await Member.find(held.memberId)
    const isCurrent = member?.isActive && member.sessionVersion === held.version
    return isCurrent ? { member, next: held.next, owesPassword: held.owesPassword } : null
  }

  /** Lets this session live on after all sessions of the member were ended. */
  stay(member: Member) {
    const { session } = this.ctx
    session.put('version', member.sessionVersion)
    session.forget('owes_password')
    session.regenerate()
  }

  /**
   * Signs the member out, and tells the browser to forget what it kept of the clinic's pages. A script that keeps what
   * could not be sent yet says so (`keep`), and empties the rest of the storage itself.
   */
  async letOut() {
    const { session, auth, actor, request, response, member } = this.ctx
    await record({ action: 'session.ended', by: actor })
    await helperIn(member)?.pass.left(actor)
    await auth.use('member').logout()
    session.clear()
    session.regenerate()
    // Not "cookies": that would reach the hosts of other clinics under the same domain.
    const isKept = request.input('keep') === 'unsent'
    response.header('Clear-Site-Data', isKept ? '"cache"' : '"cache", "storage"')
  }

  /** Notes that the member has just proved who they are. */
  proved() {
    this.ctx.session.put('proved_at', Clock.now())
  }

  get isProved() {
    return Clock.now() - this.ctx.session.get('proved_at', 0) < PROOF_HOLDS_MS
  }

  /** Notes that a second factor was shown, or set up, in this session. */
  hasFactor() {
    this.ctx.session.put('has_factor', true)
  }

  /** Whether a plugin demands a second factor that the member does not have yet. */
  async owesFactor(): Promise<boolean> {
    const { session, member } = this.ctx
    if (!ask('secondFactorDemanded', { member }) || session.get('has_factor')) return false
    if (!(await new SecondFactor(member).isOn())) return true
    this.hasFactor()
    return false
  }

  /** The page that the member must see to first, by the name of its route; null who may go where they want. */
  async detour(): Promise<'security.show' | 'security.password.edit' | null> {
    if (await this.owesFactor()) return 'security.show'
    return this.owesPassword ? 'security.password.edit' : null
  }

  /** Whether the password, when the member signed in with it, was shorter than what the clinic asks for. */
  get owesPassword(): boolean {
    return this.ctx.session.get('owes_password', false)
  }

  /** Remembers what a passkey has to sign. */
  expect(options: { challenge: string }) {
    this.ctx.session.put('challenge', { value: options.challenge, since: Clock.now() })
  }

  /** A passkey's answer, with what it had to sign. That holds for a few minutes, and once. */
  answer(response: string): Answer
  answer(response?: string | null): Answer | null
  answer(response?: string | null): Answer | null {
    const challenge = this.ctx.session.pull('challenge') as Challenge | undefined
    const holds = challenge && Clock.now() - challenge.since < CHALLENGE_HOLDS_MS
    return response ? { response, challenge: holds ? challenge.value : null } : null
  }
}
