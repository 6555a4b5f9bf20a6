import { Settings as Clock } from 'luxon'

export const DEFAULT_IDLE_MINUTES = 24 * 60
export const ABSOLUTE_DAYS = 30
/** How far `seen_at` may lag behind: not every page view is worth a write. */
export const TOUCH_EVERY_MS = 30_000

/** Milliseconds since 1970. */
type Times = { created_at: number; seen_at: number; idle_minutes: number }

/** When a session ends if nobody does anything. */
export function idleEnd({ seen_at, idle_minutes }: Times, minutes = idle_minutes) {
  return seen_at + Math.min(minutes, idle_minutes) * 60_000 + TOUCH_EVERY_MS
}

/** When a session ends whatever anybody does. */
export function absoluteEnd({ created_at }: Times) {
  return created_at + ABSOLUTE_DAYS * 86_400_000
}

/** Whether a session has idled too long or simply lasted too long. */
export function isOver(row: Times) {
  return Clock.now() > Math.min(idleEnd(row), absoluteEnd(row))
}
