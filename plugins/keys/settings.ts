import vine from '@vinejs/vine'
import { defineSettings } from '#clinics/stored_settings'

/** After how many minutes without a key or a click the tab forgets the key. */
export const LOCK_MINUTES = [5, 10, 15, 30, 60]
/** How often a key, and the recovery key, is to be tried again. */
export const PROOF_DAYS = [90, 180, 365]
/** When a member is advised to make a new key. */
export const KEY_YEARS = [1, 2, 3, 5]

export const keySettings = defineSettings(
  'keys',
  vine.create({
    lockMinutes: vine.number().in(LOCK_MINUTES),
    proofDays: vine.number().in(PROOF_DAYS),
    keyYears: vine.number().in(KEY_YEARS),
    /** Whether members may let a browser keep their key until they sign out. */
    keptOnDevice: vine.boolean(),
  }),
  { lockMinutes: 15, proofDays: 180, keyYears: 2, keptOnDevice: true }
)
