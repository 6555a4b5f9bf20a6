import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import { SERVER } from '#audit/actor'
import type Appointment from '#models/appointment'
import type Attendance from '#models/attendance'
import OutboxMail from '#models/outbox_mail'
import { type QuietHours, reminderSettings } from '../settings.js'
import type { Channel } from './channel.js'
import { channelsOn } from './channels_on.js'
import type Message from './message.js'
import { obstacle, statusAgainst } from './obstacles.js'
import { outOfQuiet } from './quiet_hours.js'
import { type Reason, STAYING } from './reasons.js'
import Rule from './rule.js'
import { nominalMoment } from './timing.js'

/** What is to become of one rule for one client, as of now. `known` is the row that says so already, perhaps otherwise. */
export type Line = {
  rule: Rule
  attendance: Attendance
  known: Message | null
  state: 'planned' | 'skipped'
  reason: Reason | null
  nominalAt: DateTime
  dueAt: DateTime
}

/** Knows the rules of the clinic in hand, and what follows from them for an appointment. */
export class Planner {
  static async load() {
    return new Planner(await Rule.inOrder(), await channelsOn(), reminderSettings.read())
  }

  private constructor(
    readonly rules: readonly Rule[],
    private isOn: Record<Channel, boolean>,
    private quiet: QuietHours
  ) {}

  /** Says by another value that every plan must be looked at anew. */
  get revision() {
    const rules = this.rules.map(({ id, updatedAt }) => [id, updatedAt.toISO()])
    const text = JSON.stringify([rules, this.isOn, this.quiet])
    return createHash('sha256').update(text).digest('base64url').slice(0, 16)
  }

  /**
   * What is to be sent, or not, to everybody who attends.
   *
   * @param appointment with its attendances and their clients
   * @param messages all that there are about it
   */
  lines(appointment: Appointment, messages: readonly Message[]): Line[] {
    if (appointment.status === 'held' || appointment.startsAt <= DateTime.utc()) return []
    const seats = appointment.attendances.filter(
      ({ client, status }) => client && status !== 'held'
    )
    return seats.flatMap((attendance) =>
      this.rules
        .filter((rule) => !isDone(appointment, attendance, rule, messages))
        .map((rule) => this.line(appointment, attendance, rule, messages))
    )
  }

  private line(
    appointment: Appointment,
    attendance: Attendance,
    rule: Rule,
    messages: readonly Message[]
  ): Line {
    const { rules, isOn } = this
    const known = messages.find((each) => each.isOpen && isFor(each, attendance, rule)) ?? null
    const nominalAt = known?.isRepeat ? known.nominalAt : nominalMoment(rule, appointment)
    const dueAt = known?.isRepeat ? known.dueAt : outOfQuiet(nominalAt, appointment, this.quiet)
    const reason =
      obstacle(rule, { appointment, attendance, rules, isOn }) ??
      (dueAt > DateTime.utc()
        ? null
        : pastReason({ rule, appointment, attendance, known, nominalAt, dueAt }))
    return {
      rule,
      attendance,
      known,
      state: reason ? 'skipped' : 'planned',
      reason,
      nominalAt,
      dueAt,
    }
  }
}

type Past = Pick<Line, 'rule' | 'attendance' | 'known' | 'nominalAt' | 'dueAt'> & {
  appointment: Appointment
}

/**
 * Why what should have been sent by now is not sent any more; `null` when it is, late: it was planned in time, or would
 * have been, had the server been running.
 */
function pastReason({
  rule,
  appointment,
  attendance,
  known,
  nominalAt,
  dueAt,
}: Past): Reason | null {
  const isUnchanged =
    known !== null && +known.startsAt === +appointment.startsAt && +known.nominalAt === +nominalAt
  if (isUnchanged && known.state === 'planned') return null
  if (isUnchanged && STAYING.has(known.reason)) return known.reason
  const bookedAt = DateTime.max(appointment.updatedAt, attendance.updatedAt)
  if (bookedAt <= dueAt && rule.updatedAt <= dueAt) return null
  if (bookedAt <= nominalAt && dueAt < nominalAt) return 'quiet'
  return rule.updatedAt > bookedAt ? 'rule_later' : 'booked_late'
}

function isFor(message: Message, { clientId }: Attendance, { id }: Rule) {
  return message.clientId === clientId && message.ruleId === id
}

/** Whether this client was reminded of this start already, or it was tried. */
function isDone(
  { startsAt }: Appointment,
  attendance: Attendance,
  rule: Rule,
  messages: readonly Message[]
) {
  return messages.some(
    (each) => !each.isOpen && isFor(each, attendance, rule) && +each.startsAt === +startsAt
  )
}

/** Takes back what waits in the outbox and is not true any more: it may not have left the house yet. */
export async function recall(appointment: Appointment, messages: readonly Message[]) {
  const against = statusAgainst(appointment)
  for (const message of messages) {
    const isTrue = !against && +message.startsAt === +appointment.startsAt
    if (isTrue || message.state !== 'sent' || !message.mailId) continue
    const mail = await OutboxMail.find(message.mailId)
    if (!mail?.isWaiting || !(await mail.cancel(SERVER))) continue
    await message.settle({ state: 'skipped', reason: against, sentAt: null, mailId: null })
  }
}
