import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import { utcNow } from '#models/columns'
import Message from './message.js'
import { type Line, Planner, recall } from './planner.js'

/** How many appointments one round of the schedule looks at anew; after a change of the rules the next round goes on. */
const AT_A_TIME = 500

/** Everything that tells whether the reminders of an appointment `a` may have to be planned anew. */
const STAMP = `a.updated_at || '|' || (
  select count(*) || '|' || coalesce(max(t.updated_at), '') || '|' || coalesce(max(c.updated_at), '')
  from attendances t left join clients c on c.id = t.client_id where t.appointment_id = a.id
) || '|' || ?`

/** Plans the reminders of one appointment as the clinic's rules want them now; what was sent stays as it is. */
export async function replan(appointmentId: string, planner?: Planner) {
  await transaction(async () => {
    const rules = planner ?? (await Planner.load())
    const appointment = await Appointment.query()
      .where('id', appointmentId)
      .preload('attendances', (attendances) => attendances.preload('client'))
      .first()
    if (!appointment) return
    const messages = await Message.query().where('appointmentId', appointmentId)
    await recall(appointment, messages)
    const lines = rules.lines(appointment, messages)
    for (const line of lines) await write(appointment, line)
    await letGo(appointment, messages, lines)
    await stamp(appointmentId, rules.revision)
  })
}

/**
 * Plans what nobody has planned: a crash between an appointment and its listener, a client with a new number, other
 * rules. One query finds the appointments that look otherwise than when they were planned.
 */
export async function heal() {
  const planner = await Planner.load()
  for (const id of await outOfStep(planner.revision)) {
    try {
      await replan(id, planner)
    } catch (err) {
      logger.error({ err, appointment: id }, 'the reminders of an appointment could not be planned')
    }
  }
}

/** Ids of appointments to come that changed since they were planned, the next first. */
async function outOfStep(revision: string): Promise<string[]> {
  const rows = await clinicClient().rawQuery(
    `select a.id from appointments a left join reminders_checks k on k.appointment_id = a.id
     where a.starts_at > ? and a.status <> 'held' and (k.stamp is null or k.stamp <> ${STAMP})
     order by a.starts_at limit ${AT_A_TIME}`,
    [utcNow(), revision]
  )
  return rows.map(({ id }: { id: string }) => id)
}

async function stamp(appointmentId: string, revision: string) {
  await clinicClient().rawQuery(
    `insert into reminders_checks (appointment_id, stamp)
     select a.id, ${STAMP} from appointments a where a.id = ?
     on conflict (appointment_id) do update set stamp = excluded.stamp`,
    [revision, appointmentId]
  )
}

async function write({ id, startsAt }: Appointment, line: Line) {
  const { rule, attendance, known, state, reason, nominalAt, dueAt } = line
  const message = known ?? new Message()
  const isOther = known && +known.startsAt !== +startsAt
  await message.settle({
    ...{
      appointmentId: id,
      clientId: attendance.clientId!,
      ruleId: rule.id,
      channel: rule.channel,
    },
    ...{ state, reason, startsAt, nominalAt, dueAt },
    ...(isOther && { attempts: 0, nextTryAt: null, detail: null }),
  })
}

/** What was planned for somebody who does not attend any more is not sent. */
async function letGo({ attendances, startsAt }: Appointment, messages: Message[], lines: Line[]) {
  if (startsAt <= DateTime.utc()) return
  const kept = new Set(lines.map(({ known }) => known?.id))
  for (const message of messages.filter((each) => each.isOpen && !kept.has(each.id))) {
    const attends = attendances.some(({ clientId }) => clientId === message.clientId)
    // Of those who attend only what was sent for this very start has no line: a plan beside it is one too many.
    if (attends) await message.delete()
    else await message.settle({ state: 'skipped', reason: 'client_removed' })
  }
}
