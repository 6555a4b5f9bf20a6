import { ask } from '#plugins/precautions'
import type { SessionRow } from '#clinics/sessions'
import { absoluteEnd, idleEnd } from '#clinics/session_times'
import { Settings as Clock } from 'luxon'
import { helperIn } from '#models/helper'
import type Member from '#models/member'

/** What a member may choose between, in minutes: from a quarter of an hour to a week. */
export const IDLE_CHOICES = [15, 30, 60, 120, 240, 480, 1440, 4320, 10_080]

/** After how many minutes without a sign of life a member is signed out: what they chose, or less where a plugin asks for it. */
export function idleMinutesOf(member: Member) {
  return Math.min(member.idleMinutes, ask('idleMinutes', { member }))
}

/** When a member's session ends if nobody does anything, in milliseconds since 1970. */
export function sessionEnd(row: SessionRow, member: Member) {
  const end = helperIn(member)?.pass.endsAt ?? Infinity
  return Math.min(idleEnd(row, idleMinutesOf(member)), absoluteEnd(row), end)
}

/** In how many seconds the session ends if its member does nothing; 0 if it has. */
export function secondsLeft(row: SessionRow, member: Member) {
  return Math.max(0, Math.round((sessionEnd(row, member) - Clock.now()) / 1000))
}
