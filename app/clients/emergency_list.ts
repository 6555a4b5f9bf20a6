import { clinicClient } from '#clinics/database'
import type Member from '#models/member'
import Opening from '#models/opening'
import { detailsOn, namesOn } from './display_name.js'
import { otherReviewers } from './emergency.js'

const SHOWN = 100

/** Emergencies, those that wait for a review first, with how often the member did something with the client meanwhile. */
export async function emergencyList(member: Member) {
  const openings = await Opening.emergencies().preload('client').preload('member').limit(SHOWN)
  const reviewers = await otherReviewers(member)
  return {
    openings,
    acts: await actsDuring(openings),
    // An own one is left to somebody else, as long as there is anybody.
    mayReview: ({ memberId }: Opening) => memberId !== member.id || !reviewers.length,
    nameOfReviewer: (id: string | null) =>
      [member, ...reviewers].find((each) => each.id === id)?.name ?? '–',
    nameOf: namesOn('screen', member),
    naming: detailsOn('screen', member).naming,
  }
}

/** How many lines of the audit log tell of the member and the client while the page was open, by opening. */
async function actsDuring(openings: Opening[]): Promise<Map<string, number>> {
  const rows: { id: string; count: number }[] = await clinicClient().rawQuery(
    `select openings.id, count(seq) as count
     from openings join audit_events on subject_type = 'client' and subject_id = client_id
       and audit_events.member_id = openings.member_id
       and audit_events.created_at between openings.created_at and openings.holds_until
       and action not like 'client.emergency%'
     where openings.id in (select value from json_each(?)) group by openings.id`,
    [JSON.stringify(openings.map(({ id }) => id))]
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}
