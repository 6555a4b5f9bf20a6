import { Exception } from '@adonisjs/core/exceptions'
import Member from '#models/member'

/** Everybody sees their own hours; those of others, who manages the calendar. */
function maySeeHours(by: Member, person: Member) {
  return by.id === person.id || by.can('calendar.manage')
}

export function mayChangeHours(by: Member, person: Member) {
  return by.can('calendar.manage') || (by.id === person.id && by.can('calendar.write'))
}

/** The member of this id, for somebody who may see their hours. */
export async function hoursSeen(by: Member, id: string) {
  return allowed(maySeeHours, by, await Member.findOrFail(id))
}

/** The member of this id, for somebody who may change their hours. */
export async function hoursChanged(by: Member, id: string) {
  return allowed(mayChangeHours, by, await Member.findOrFail(id))
}

function allowed(may: typeof maySeeHours, by: Member, person: Member) {
  if (may(by, person)) return person
  throw new Exception('These are the working hours of somebody else', {
    status: 403,
    code: 'E_FORBIDDEN',
  })
}
