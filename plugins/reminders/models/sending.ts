import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { SERVER } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import Appointment from '#models/appointment'
import { utcNow } from '#models/columns'
import { reminderSettings } from '../settings.js'
import { linkIn } from './link.js'
import Message from './message.js'
import { occasionOf } from './occasion.js'
import type { Planner } from './planner.js'
import { replan } from './planning.js'
import { quietSpan } from './quiet_hours.js'
import type { Channel } from './channel.js'
import Text from './text.js'
import { type Composed, composed, mayBeSent, nameInMail, wordsOf } from './wording.js'

const AT_A_TIME = 200
/** A message that goes out later than this after its time has missed it: then it keeps quiet hours anew. */
const PUNCTUAL_MINUTES = 15

/** A message whose time has come, with what it says. */
export type Ready = {
  message: Message
  appointment: Appointment
  words: Composed
  locale: string
}

/** Hands the e-mails whose time has come to the outbox, each in one transaction with its mark: it is there once, or not at all. */
export async function sendMails(planner: Planner) {
  await eachDue('email', async ({ id }) => {
    await transaction(async () => {
      const ready = await readyNow(id, planner)
      if (ready) await mail(ready)
    })
  })
}

/** Does the work for each message of a channel that is due. One that fails does not keep the others. */
export async function eachDue(channel: Channel, work: (message: Message) => Promise<unknown>) {
  for (const message of await Message.due(channel, AT_A_TIME)) {
    try {
      if ((await work(message)) === STOP) return
    } catch (err) {
      logger.error({ err, message: message.id }, 'a reminder could not be sent')
    }
  }
}

/** What `eachDue()` is told when the other messages would meet the same. */
export const STOP = Symbol('stop')

/**
 * Looks once more, in the transaction that will mark it, whether a message is still to be sent, and writes it. What has
 * changed since it was planned has its effect here at the latest.
 */
export async function readyNow(messageId: string, planner: Planner): Promise<Ready | null> {
  const found = await Message.findOrFail(messageId)
  await replan(found.appointmentId, planner)
  const message = await Message.query().where('id', messageId).preload('client').first()
  if (message?.state !== 'planned' || message.dueAt > DateTime.utc()) return null
  const appointment = await Appointment.query()
    .where('id', message.appointmentId)
    .preload('service')
    .preload('member')
    .preload('location')
    .firstOrFail()
  return mustWait(message, appointment) ? null : worded(message, appointment)
}

/** What was not sent before the appointment began is not sent any more. */
export async function giveUpOverdue() {
  await Message.query()
    .where('state', 'planned')
    .where('starts_at', '<=', utcNow())
    .update({ state: 'skipped', reason: 'overdue', updated_at: utcNow() })
}

async function worded(message: Message, appointment: Appointment): Promise<Ready> {
  const { client, channel, ruleId } = message
  const locale = client.locale ?? clinicSettings.read().locale
  const own = await Text.query().where({ ruleId: ruleId!, locale }).first()
  const sent = own && (await mayBeSent(own)) ? own : undefined
  const words = wordsOf(channel, sent, locale)
  const occasion = occasionOf(appointment, client, await linkIn(words, message, appointment))
  return { message, appointment, words: composed(channel, words, occasion, locale), locale }
}

function mustWait({ dueAt }: Message, { zone }: Appointment) {
  const now = DateTime.utc()
  return (
    now > dueAt.plus({ minutes: PUNCTUAL_MINUTES }) &&
    quietSpan(now, zone, reminderSettings.read()) !== null
  )
}

async function mail({ message, appointment, words, locale }: Ready) {
  const { client } = message
  const name = nameInMail(client)
  const queued = await queueMail({
    to: name ? { name, address: client.email! } : client.email!,
    purpose: 'reminders.mails.purpose',
    template: 'reminders::mails/reminder',
    data: words,
    locale,
    client,
    usefulUntil: appointment.startsAt,
  })
  await message.sent({ recipient: client.email!, mailId: queued.id })
  await tellSent(message)
}

/** Says in the audit log that a client was written to. */
export async function tellSent({ id, appointmentId, channel }: Message) {
  const subject = { type: 'appointment', id: appointmentId }
  await record({
    action: `reminders.${channel}_sent`,
    by: SERVER,
    subject,
    details: { message: id },
  })
}
