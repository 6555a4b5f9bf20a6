import { DateTime } from 'luxon'
import Message from './models/message.js'
import { Planner } from './models/planner.js'
import { heal } from './models/planning.js'
import { giveUpOverdue, sendMails } from './models/sending.js'
import { sendSms, sortOutInterrupted } from './models/sms_sending.js'

/** How long the clinic can look up who was reminded of what. */
const KEEP_DAYS = 365

/** Each minute: plans what was not planned, and sends what is due. A crash in between leaves it to the next minute. */
export async function remind() {
  await sortOutInterrupted()
  await heal()
  await giveUpOverdue()
  const planner = await Planner.load()
  await sendMails(planner)
  await sendSms(planner)
}

/** Forgets messages a year after their appointment. */
export async function tidy() {
  const longAgo = DateTime.utc().minus({ days: KEEP_DAYS }).toISO()
  await Message.query().where('starts_at', '<', longAgo).delete()
}
