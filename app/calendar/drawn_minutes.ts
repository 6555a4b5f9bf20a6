import type { DateTime } from 'luxon'
import { clinicSettings } from '#clinics/settings'
import { LONGEST_MINUTES, SHORTEST_MINUTES } from './plan.js'
import { minuteOf, momentsOf, type WallTime, wallOf } from './wall_time.js'

/**
 * How many real minutes something takes that was drawn in the calendar until the clinic's clocks show this; never less, nor more,
 * than an appointment may. Of a time that they show twice, the one that lies as far from where it was drawn from as it looks.
 *
 * @param from where its end was before; of something new, where it begins
 */
export function drawnMinutes(startsAt: DateTime, end: WallTime, from = startsAt): number {
  const zone = clinicSettings.read().timeZone
  const drawn = minuteOf(from) + minutesBetween(wallOf(from, zone), end)
  const [nearest] = momentsOf(end, zone)
    .map(minuteOf)
    .sort((one, other) => Math.abs(one - drawn) - Math.abs(other - drawn))
  const minutes = nearest - minuteOf(startsAt)
  return Math.min(Math.max(minutes, SHORTEST_MINUTES), LONGEST_MINUTES)
}

function minutesBetween(from: WallTime, until: WallTime) {
  return (Date.parse(`${until}Z`) - Date.parse(`${from}Z`)) / 60_000
}
