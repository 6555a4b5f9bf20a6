import { idleMinutesOf } from '#members/idle_time'
import type Member from '#models/member'
import { ask } from '#plugins/precautions'
import { keySettings } from '../settings.js'

/**
 * After how many idle minutes an unlocked key of this member locks: what the clinic chose, or less where a plugin wants
 * it, and always before the session ends. Whoever is asked a minute before that finds the notes locked already.
 */
export function lockMinutesOf(member: Member) {
  const chosen = Math.min(keySettings.read().lockMinutes, ask('keysLockMinutes', { member }))
  return Math.max(1, Math.min(chosen, idleMinutesOf(member) - 1))
}
