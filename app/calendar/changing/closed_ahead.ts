import { type Closed, closedTimes } from '#calendar/hours/closed_times'
import { isElsewhere, type Plan, timeColumns } from '#calendar/plan'
import type { WallTime } from '#calendar/wall_time'
import type Appointment from '#models/appointment'
import Recurrence, { type Scope } from '#models/recurrence'
import { changesOf } from './change_appointment.js'

export type ClosedDate = { wall: WallTime; closed: Closed }
type Move = { row: Appointment; wall: WallTime }

/**
 * Which appointments of a series would come to times in which nobody works, if they were moved like this: to be asked about
 * before they are. Those that stay where they are have been seen there.
 *
 * @returns how many would move, and those dates in order
 */
export async function closedAhead(
  appointment: Appointment,
  plan: Partial<Plan>,
  scope: Scope
): Promise<{ count: number; dates: ClosedDate[] }> {
  const recurrence = await Recurrence.findOrFail(appointment.recurrenceId)
  const to = changesOf(appointment, plan)
  const steps = await recurrence.stepsTo({ appointment, scope }, to)
  const moves = steps.filter(({ row, wall }) => isElsewhere(row, { ...to, wall }))
  const dates: ClosedDate[] = []
  for (const [memberId, own] of Map.groupBy(moves, memberAfter(to)))
    dates.push(...(await closedAmong(memberId, own, to)))
  dates.sort((one, other) => one.wall.localeCompare(other.wall))
  return { count: moves.length, dates }
}

/** Nobody is somebody too, to whom it may be moved. */
function memberAfter({ memberId }: Partial<Plan>) {
  return ({ row }: Move) => (memberId === undefined ? row.memberId : memberId)
}

async function closedAmong(memberId: string | null, moves: readonly Move[], to: Partial<Plan>) {
  const times = moves.map(({ row, wall }) =>
    timeColumns({ wall, minutes: to.minutes ?? row.minutes, zone: row.zone })
  )
  const closed = await closedTimes(memberId, times)
  return moves.flatMap(({ wall }, index): ClosedDate[] => {
    const why = closed[index]
    return why ? [{ wall, closed: why }] : []
  })
}
