import type { Actor } from '#audit/actor'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Recurrence, { type Scope } from '#models/recurrence'
import type { WhenTaken } from '#calendar/repeating/each_date'
import type { Plan } from '#calendar/plan'
import type { Rule } from '#calendar/repeating/recurrence'

/** `seen` is the number of changes that whoever changes it had before their eyes; without one, it does not matter. */
type Asked = {
  by: Actor
  scope?: Scope | 'one'
  onTaken?: WhenTaken
  rule?: Rule | null
  /** Whether another rule brings none to dates on which nobody works. */
  onlyOpen?: boolean
  seen?: number
}

/**
 * Makes an appointment what a form says, and, if that is meant, others of its series too. Of those, only
 * what was changed in the form is changed: each keeps its own note.
 *
 * @returns how many dates were left as they are; null, and changes nothing, when it is no longer what was seen
 * @throws Taken, DatesTaken
 */
export async function changeAppointment(
  appointment: Appointment,
  plan: Plan,
  { scope = 'one', seen, ...asked }: Asked
): Promise<{ skipped: number } | null> {
  return ifAsSeen(appointment, seen, async () => {
    if (scope !== 'one' && appointment.isRepeated)
      return changeSeries(appointment, plan, { ...asked, scope })
    await appointment.replan(plan, { by: asked.by })
    return { skipped: 0 }
  })
}

/** Does something to an appointment; nothing, and returns null, when it is no longer what was seen. */
export function ifAsSeen<T>(
  { id }: Appointment,
  seen: number | undefined,
  work: () => Promise<T>
): Promise<T | null> {
  return transaction(async () => {
    const { sequence } = await Appointment.findOrFail(id)
    return seen === undefined || seen === sequence ? work() : null
  })
}

/**
 * The same as `changeAppointment()` of an appointment that repeats, with others of its series.
 *
 * @returns how many were changed, and how many dates were left as they are
 * @throws DatesTaken
 */
export async function changeSeries(
  appointment: Appointment,
  plan: Partial<Plan>,
  { by, scope, onTaken = 'refuse', rule, onlyOpen }: Asked & { scope: Scope }
): Promise<{ count: number; skipped: number }> {
  const recurrence = await Recurrence.findOrFail(appointment.recurrenceId)
  const [part, to] = [{ appointment, scope }, changesOf(appointment, plan)]
  const outcome = rule
    ? await recurrence.follow(part, to, rule, { by, onTaken, onlyOpen })
    : await recurrence.change(part, to, { by, onTaken })
  return { count: outcome.appointments.length, skipped: outcome.skipped.length }
}

/** What another rule would do to an appointment and others of its series; null if it is not to come any more. */
export async function ruleChangeOf(
  appointment: Appointment,
  plan: Plan,
  { scope, rule }: { scope: Scope; rule: Rule }
) {
  const recurrence = await Recurrence.findOrFail(appointment.recurrenceId)
  return recurrence.ruleChange({ appointment, scope }, changesOf(appointment, plan), rule)
}

/** Cancels an appointment and, if that is meant, others of its series. */
export async function cancelAppointment(
  appointment: Appointment,
  reason: string | null,
  { by, scope = 'one' }: Asked
) {
  if (scope === 'one' || !appointment.isRepeated) return appointment.cancel(reason, { by })
  const recurrence = await Recurrence.findOrFail(appointment.recurrenceId)
  await recurrence.cancel({ appointment, scope }, reason, { by })
}

/** What of a plan is not so already. */
export function changesOf(
  appointment: Appointment,
  { overbook, ...plan }: Partial<Plan>
): Partial<Plan> {
  const now: Record<string, unknown> = {
    ...appointment.$attributes,
    wall: appointment.wallStart,
    minutes: appointment.minutes,
    note: appointment.note,
  }
  const asked = Object.entries(plan).filter(([, value]) => value !== undefined)
  return Object.fromEntries(asked.filter(([key, value]) => value !== now[key]))
}
