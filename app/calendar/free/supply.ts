import { freeStarts, type Member, type Need, type Taken } from './free_starts.js'
import { lengthOf, union } from '#calendar/ranges'

/**
 * How much visitors can have of a day or of a group, in minutes or places.
 *
 * @property whole if nobody held any of it
 * @property now while others hold what they do
 * @property after once one more has been taken
 */
export type Supply = { whole: number; now: number; after: number }

/**
 * What a member has for this need when it begins at one of the steps, of which one is to be taken. Only times at which it could
 * begin count: so it depends on nothing that a page with free times would not show.
 */
export function supplyOf(
  member: Member,
  { need, steps, start }: { need: Need; steps: readonly number[]; start: number }
): Supply {
  const minutes = (those: Member) =>
    lengthOf(union(freeStarts(those, need, steps).map((each) => spanOf(each, need))))
  return {
    whole: minutes(withoutHolds(member)),
    now: minutes(member),
    after: minutes({ ...member, taken: [...member.taken, spanOf(start, need)] }),
  }
}

function withoutHolds({ taken, rooms, ...member }: Member): Member {
  const isLasting = ({ isHeld }: Taken) => !isHeld
  return {
    ...member,
    taken: taken.filter(isLasting),
    rooms: rooms?.map((room) => ({ ...room, taken: room.taken.filter(isLasting) })),
  }
}

function spanOf(start: number, { minutes, bufferBefore, bufferAfter }: Need) {
  return { from: start - bufferBefore, until: start + minutes + bufferAfter }
}
