import type Member from '#models/member'
import { stricterDisplay } from '#plugins/precautions'
import { clinicRules, OWN_SURFACES, type Rules, wishesOf } from '../settings.js'

/** What holds for a member: the clinic's rules, or what the member wishes where that is stricter. */
export function rulesFor(member: Member | null): Rules {
  const clinic = clinicRules.read()
  if (!member) return clinic
  const wish = wishesOf(member).read()
  const rules = {
    ...clinic,
    masked: stricterDisplay(clinic.masked, wish.masked ?? clinic.masked) as Rules['masked'],
    idleMinutes: sooner(clinic.idleMinutes, wish.idleMinutes),
    whenLeft: clinic.whenLeft || wish.whenLeft,
    fromStart: clinic.fromStart || wish.fromStart,
  }
  for (const surface of OWN_SURFACES)
    rules[surface] = stricterDisplay(clinic[surface], wish[surface] ?? 'full')
  return rules
}

/** The shorter of two times, where 0 is never. */
export function sooner(one: number, other?: number | null) {
  return one && other ? Math.min(one, other) : one || other || 0
}
