import i18nManager from '@adonisjs/i18n/services/main'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import type Member from '#models/member'
import { ask } from '#plugins/precautions'
import Key from './models/key.js'
import { lockMinutesOf } from './models/lock_time.js'
import { needsKey } from './models/need.js'
import { orphaned } from './models/health.js'
import { leaversBeside } from './models/leavers.js'
import { rotationOf } from './models/rotation.js'
import { fileSentences } from './models/sentences.js'
import { Standing } from './models/standing.js'

type Props = { member: Member }

/** What the lock in the frame of every page needs to know. */
export async function lock({ member }: Props) {
  const key = await Key.of(member)
  return {
    clinicId: currentClinic().id,
    keyId: key?.id ?? null,
    needsKey: needsKey(member),
    lockMinutes: lockMinutesOf(member),
    mayKeep: ask('keysKeptOnDevice', { member }),
    sentences: fileSentences(i18nManager.locale(member.locale ?? clinicSettings.read().locale)),
  }
}

/** What is to be done about keys; nothing is shown when nothing is. */
export async function homeCard({ member }: Props) {
  const { own, recovery, others } = await rotationOf(member)
  return {
    standing: await Standing.of(member),
    outgoing: [...own, ...recovery].reduce((sum, each) => sum + each.toHandOver + each.toSeal, 0),
    seen: others,
    orphaned: member.can('keys.manage') ? await orphaned() : [],
    leavers: await leaversBeside(member),
  }
}
