import { DateTime } from 'luxon'
import type Member from '#models/member'
import { keySettings } from '../settings.js'
import Key from './key.js'
import { isKeyNeeded, needsKey } from './need.js'
import Pin from './pin.js'

/** A key with the last time somebody tried whether it still opens. */
export type Tried = { key: Key; provedAt: DateTime; isDue: boolean; isOld: boolean }

/** What is missing before a member may write the first note, in the order in which it is done. */
export const STEPS = ['own_key', 'recovery', 'recovery_pin'] as const
export type Step = (typeof STEPS)[number]

const PATHS: Record<Step, string> = {
  own_key: '/keys/setup',
  recovery: '/keys/recovery',
  recovery_pin: '/keys/recovery',
}

/** Where a member stands with their own key, the clinic's recovery key, and what is to be done next. */
export class Standing {
  static async of(member: Member) {
    const [own, recovery] = await Promise.all([Key.of(member), Key.recovery()])
    const pin =
      own && recovery
        ? await Pin.findBy({ memberId: member.id, signedBy: own.id, keyId: recovery.id })
        : null
    return new Standing(
      member,
      await triedOrNull(own),
      await triedOrNull(recovery),
      pin?.createdAt ?? null
    )
  }

  private constructor(
    private member: Member,
    readonly own: Tried | null,
    readonly recovery: Tried | null,
    /** When the member compared the recovery key, and so encrypts to it. */
    readonly recoveryPinnedAt: DateTime | null
  ) {}

  get isRecoveryPinned() {
    return this.recoveryPinnedAt !== null
  }

  get missing(): { step: Step; path: string }[] {
    const isDone: Record<Step, boolean> = {
      own_key: this.own !== null,
      recovery: this.recovery !== null,
      recovery_pin: this.isRecoveryPinned,
    }
    return STEPS.filter((step) => !isDone[step]).map((step) => ({ step, path: PATHS[step] }))
  }

  /** What this member is asked to do of it: all, if they have a key or need one; else the recovery key, if they keep it. */
  get asked() {
    if (this.own || needsKey(this.member)) return this.missing
    const keepsRecovery = isKeyNeeded() && this.member.can('keys.manage')
    return this.missing.filter(({ step }) => keepsRecovery && step === 'recovery')
  }

  get isReady() {
    return this.missing.length === 0
  }
}

/** @param key one that was proved */
export async function tried(key: Key): Promise<Tried> {
  const last = await key.related('proofs').query().first()
  const { proofDays, keyYears } = keySettings.read()
  const provedAt = last?.createdAt ?? key.provedAt!
  return {
    ...{ key, provedAt },
    isDue: provedAt < DateTime.utc().minus({ days: proofDays }),
    isOld: key.createdAt < DateTime.utc().minus({ years: keyYears }),
  }
}

async function triedOrNull(key: Key | null) {
  return key && tried(key)
}
