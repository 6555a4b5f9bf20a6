import type Member from '#models/member'
import { permissionsWithKey } from './keepers.js'

/** Whether somebody in the clinic reads or writes what is encrypted: without that nobody is asked for a key. */
export function isKeyNeeded(): boolean {
  return permissionsWithKey().length > 0
}

/** Whether somebody works here with a role that may have a key. Whoever does not gets nothing new to read. */
export function mayHaveKey(member: Member): boolean {
  return member.isActive && member.can('keys.own')
}

/** Whether this member's role does. Others may make a key too, and are not asked. */
export function needsKey(member: Member): boolean {
  return member.can('keys.own') && permissionsWithKey().some((each) => member.can(each))
}
