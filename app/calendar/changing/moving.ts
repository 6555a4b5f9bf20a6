import type { Actor } from '#audit/actor'
import { clinicSettings } from '#clinics/settings'
import type Appointment from '#models/appointment'
import Room from '#models/room'
import type { WhenTaken } from '#calendar/repeating/each_date'
import { drawnMinutes } from '#calendar/drawn_minutes'
import type { Plan } from '#calendar/plan'
import { Taken } from '#calendar/taken'
import { momentOf, type WallTime, wallOf } from '#calendar/wall_time'

/** `end` is what the clinic's clocks are to show when it ends; without one it stays as long as it is. */
type Target = {
  wall: WallTime
  minutes?: number
  end?: WallTime
  memberId?: string | null
  roomId?: string | null
}

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
  return appointment
}

/** The calendar shows the clinic's clocks; the appointment may have been planned by those of another zone. */
export function asPlanned({ zone }: Appointment, wall: WallTime): WallTime {
  return wallOf(momentOf(wall, clinicSettings.read().timeZone), zone)
}

/** Where it is to go, as a plan. A room brings its location. */
export async function targetPlan(appointment: Appointment, target: Target): Promise<Partial<Plan>> {
  const room = target.roomId ? await Room.findOrFail(target.roomId) : null
  return {
    minutes: target.end ? minutesUntil(appointment, target.wall, target.end) : target.minutes,
    memberId: target.memberId,
    roomId: target.roomId,
    ...(room && { locationId: room.locationId }),
    wall: asPlanned(appointment, target.wall),
  }
}

/**
 * It begins where it is, at the second of two such times too; if it is not there any more, where somebody saw it.
 */
function minutesUntil({ startsAt, endsAt }: Appointment, wall: WallTime, end: WallTime) {
  const zone = clinicSettings.read().timeZone
  if (wallOf(startsAt, zone) === wall) return drawnMinutes(startsAt, end, endsAt)
  return drawnMinutes(momentOf(wall, zone), end)
}
