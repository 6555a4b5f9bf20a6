import Member from '#models/member'

/** Those who answer for the clinic. */
export function ownersAtWork() {
  return Member.query().where('role', 'owner').whereNull('deactivatedAt')
}
