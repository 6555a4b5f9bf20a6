import { type Closed, closedTimes } from '#calendar/hours/closed_times'
import { isNotOver } from '#calendar/holds'
import { clinicClient } from '#clinics/database'
import { type Plan, timeColumns } from '#calendar/plan'
import type { TakenThing } from '#calendar/taken'
import { utcNow } from '#models/columns'
import type { WallTime } from '#calendar/wall_time'

export type PlannedDate = { wall: WallTime; taken: TakenThing | null }
/** The same, and why nobody would be offered it. */
export type SeenDate = PlannedDate & { closed: Closed | null }

type Busy = {
  id: string
  member_id: string | null
  room_id: string | null
  from: number
  until: number
}

/**
 * Which of these times are taken, for a page that shows it before anything is written. It promises nothing:
 * that is for the database, when they are booked.
 *
 * @param except appointments that make room
 */
export async function takenDates(
  plan: Plan,
  walls: readonly WallTime[],
  except: readonly string[] = []
): Promise<PlannedDate[]> {
  const dates = walls.map((wall) => ({ wall, ...timeColumns({ ...plan, wall }) }))
  const found = dates.length ? await busy(plan, dates[0].busyFrom, dates.at(-1)!.busyUntil) : []
  const others = found.filter(({ id }) => !except.includes(id))
  return dates.map(({ wall, busyFrom, busyUntil }) => {
    const over = others.filter(({ from, until }) => from < busyUntil && until > busyFrom)
    return { wall, taken: whatOf(over, plan) }
  })
}

/** These dates, each with whether its member works then: for the eyes of whoever books them. */
export async function withClosed(plan: Plan, dates: readonly PlannedDate[]): Promise<SeenDate[]> {
  const times = dates.map(({ wall }) => timeColumns({ ...plan, wall }))
  const closed = await closedTimes(plan.memberId, times)
  return dates.map((date, index) => ({ ...date, closed: closed[index] }))
}

/** Those of these times at which nobody works. */
export async function closedWalls(plan: Plan, walls: readonly WallTime[]): Promise<Set<WallTime>> {
  const dates = await withClosed(
    plan,
    walls.map((wall) => ({ wall, taken: null }))
  )
  return new Set(dates.filter(({ closed }) => closed).map(({ wall }) => wall))
}

function whatOf(over: Busy[], { memberId, roomId }: Plan): TakenThing | null {
  if (memberId && over.some((other) => other.member_id === memberId)) return 'member'
  return roomId && over.some((other) => other.room_id === roomId) ? 'room' : null
}

async function busy({ memberId, roomId }: Plan, from: number, until: number): Promise<Busy[]> {
  return (
    clinicClient()
      .from('appointments')
      .whereNotIn('status', ['cancelled', 'missed'])
      // What a visitor held and did not book gives way when it is in the way.
      .whereRaw(isNotOver('appointments'), [utcNow()])
      .where('busy_until', '>', from)
      .where('busy_from', '<', until)
      .where((either) => {
        // A column is never equal to null: who is not named is not looked for.
        either.where('member_id', memberId ?? '').orWhere('room_id', roomId ?? '')
      })
      .select('id', 'member_id', 'room_id', 'busy_from as from', 'busy_until as until')
  )
}
