import type { Actor } from '#audit/actor'
import { clinicSettings } from '#clinics/settings'
import type Appointment from '#models/appointment'
import Room from '#models/room'
import type { WhenTaken } from '#calendar/repeating/each_date'
import type { Plan } from '#calendar/plan'
import { Taken } from '#calendar/taken'
import { minuteOf, momentOf, momentsOf, type WallTime, wallOf } from '#calendar/wall_time'

/** `end` is what the clinic's clocks are to show when it ends; without one it stays as long as it is. */
type Target = {
  wall: WallTime
  minutes?: number
  end?: WallTime
  memberId?: string | null
  roomId?: string | null
}

/** As in database/clinic/migrations/0005_calendar.ts. */
const LEAST_MINUTES = 5

type Moving = { by: Actor; onTaken: WhenTaken; mayOverbook: boolean }

/**
 * Moves an appointment to where somebody has dragged it in the calendar. What was overbooked is not any more
 * where the new time is free; otherwise it stays so, or becomes so if that is meant, and this member may.
 *
 * @throws Taken
 */
export async function moveTo(
  appointment: Appointment,
  target: Target,
  { by, onTaken, mayOverbook }: Moving
) {
  const plan = await targetPlan(appointment, target)
  const mayLieOver = onTaken === 'overbook' || (appointment.isOverbooked && mayOverbook)
  try {
    await appointment.move({ ...plan, overbook: false }, { by })
  } catch (error) {
    if (!(error instanceof Taken) || !mayLieOver) throw error
    await appointment.refresh()
    await appointment.move({ ...plan, overbook: true }, { by })
  }
}

/** The calendar shows the clinic's clocks; the appointment may have been planned by those of another zone. */
export function asPlanned({ zone }: Appointment, wall: WallTime): WallTime {
  return wallOf(momentOf(wall, clinicSettings.read().timeZone), zone)
}

/** Where it is to go, as a plan. A room brings its location. */
export async function targetPlan(appointment: Appointment, target: Target): Promise<Partial<Plan>> {
  const room = target.roomId ? await Room.findOrFail(target.roomId) : null
  return {
    minutes: target.end ? minutesUntil(appointment, target.end) : target.minutes,
    memberId: target.memberId,
    roomId: target.roomId,
    ...(room && { locationId: room.locationId }),
    wall: asPlanned(appointment, target.wall),
  }
}

/**
 * How long it takes in real minutes if it ends when the clinic's clocks show this. Of a time that they show twice, the one that
 * lies where the end was drawn to, as far from where it is as it looks.
 */
export function minutesUntil(
  { startsAt, endsAt }: Pick<Appointment, 'startsAt' | 'endsAt'>,
  end: WallTime
): number {
  const zone = clinicSettings.read().timeZone
  const drawn = minuteOf(endsAt) + minutesBetween(wallOf(endsAt, zone), end)
  const [nearest] = momentsOf(end, zone)
    .map(minuteOf)
    .sort((one, other) => Math.abs(one - drawn) - Math.abs(other - drawn))
  return Math.max(nearest - minuteOf(startsAt), LEAST_MINUTES)
}

function minutesBetween(from: WallTime, until: WallTime) {
  return (Date.parse(`${until}Z`) - Date.parse(`${from}Z`)) / 60_000
}
