import type Member from '#models/member'
import { permissionsWithKey } from './keepers.js'

/** Whether somebody in the clinic reads or writes what is encrypted: without that nobody is asked for a key. */
export function isKeyNeeded(): boolean {
  return permissionsWithKey().length > 0
}

/** Whether this member's role does. Others may make a key too, and are not asked. */
export function needsKey(member: Member): boolean {
  return member.can('keys.own') && permissionsWithKey().some((each) => member.can(each))
}
