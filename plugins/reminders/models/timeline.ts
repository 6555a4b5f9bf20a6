import type { DateTime } from 'luxon'
import type Appointment from '#models/appointment'
import OutboxMail, { type MailState } from '#models/outbox_mail'
import Message, { type MessageState } from './message.js'
import { type Line, Planner } from './planner.js'
import type { Reason } from './reasons.js'
import type Rule from './rule.js'
import type { Channel } from './channel.js'

/** One reminder on the timeline. `message` is its row, as soon as there is one; `mail` how the outbox gets on with it. */
export type Entry = {
  message: Message | null
  mail: MailState | null
  rule: Rule | null
  clientId: string
  channel: Channel
  state: MessageState
  reason: Reason | null
  nominalAt: DateTime
  dueAt: DateTime
}

/**
 * What became of the reminders of an appointment, and what is to become: as the rules want it at this moment, also where
 * the schedule has not come by since they changed.
 */
export async function timelineOf(appointment: Appointment) {
  const planner = await Planner.load()
  await appointment.load('attendances', (attendances) => attendances.preload('client'))
  const messages = await Message.query().where('appointmentId', appointment.id).orderBy('id')
  const mails = await mailStates(messages)

  const lines = planner.lines(appointment, messages)
  const planned = new Set(lines.map(({ known }) => known?.id))
  const done = messages
    .filter(({ id }) => !planned.has(id))
    .map((message) => doneEntry(message, planner.rules, mails))
  const entries = [...done, ...lines.map(comingEntry)]
  return {
    entries: entries.sort((one, other) => +one.dueAt - +other.dueAt),
    clients: appointment.attendances.map(({ client }) => client).filter(Boolean),
    hasRules: planner.rules.length > 0,
  }
}

/** How the outbox is getting on with the mails of these messages. It forgets them in time. */
export async function mailStates(messages: readonly Message[]) {
  const ids = messages.map(({ mailId }) => mailId).filter((id) => id !== null)
  const mails = ids.length ? await OutboxMail.query().select('id', 'state').whereIn('id', ids) : []
  return new Map(mails.map(({ id, state }) => [id, state]))
}

function doneEntry(
  message: Message,
  rules: readonly Rule[],
  mails: ReadonlyMap<string, MailState>
): Entry {
  const { clientId, channel, state, reason, nominalAt, dueAt, mailId, ruleId } = message
  return {
    message,
    mail: (mailId && mails.get(mailId)) || null,
    rule: rules.find(({ id }) => id === ruleId) ?? null,
    ...{ clientId, channel, state, reason, nominalAt, dueAt },
  }
}

function comingEntry({ known, attendance, rule, state, reason, nominalAt, dueAt }: Line): Entry {
  return {
    message: known,
    mail: null,
    rule,
    clientId: attendance.clientId!,
    channel: rule.channel,
    state,
    // What made it wait, a gateway that was busy: the plan does not know of it.
    reason: reason ?? (known?.nextTryAt ? known.reason : null),
    nominalAt,
    dueAt,
  }
}
