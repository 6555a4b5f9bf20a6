import type { DataContract } from '#plugins/data_contract'
import { clinicClient } from '#clinics/database'
import type Client from '#models/client'
import Message from './models/message.js'

/** What the plugin owes a client: to say what it keeps, to hand it over, to let it go, and to take it along in a merge. */
export const data: DataContract<'reminders'> = {
  map: [
    { table: 'reminders_rules', what: 'reminders.data.rules', personal: false },
    { table: 'reminders_rule_services', what: 'reminders.data.rule_services', personal: false },
    { table: 'reminders_texts', what: 'reminders.data.texts', personal: false },
    { table: 'reminders_gateways', what: 'reminders.data.gateways', personal: false },
    { table: 'reminders_checks', what: 'reminders.data.checks', personal: false },
    {
      table: 'reminders_messages',
      what: 'reminders.data.messages',
      purpose: 'reminders.data.messages_purpose',
      kept: 'reminders.data.messages_kept',
    },
  ],

  async export({ id }) {
    const messages = await Message.query().where('clientId', id).orderBy('id')
    return messages.length ? { messages: messages.map(reported) } : null
  },

  async erase({ id }) {
    await Message.query().where('clientId', id).delete()
  },

  async merge(from, into) {
    await dropDoubles(from, into)
    await Message.query().where('clientId', from.id).update({ client_id: into.id })
  },
}

function reported(message: Message) {
  return {
    appointment: message.startsAt.toISO(),
    channel: message.channel,
    state: message.state,
    reason: message.reason,
    due: message.dueAt.toISO(),
    recipient: message.recipient,
    sent: message.sentAt?.toISO() ?? null,
    settled: message.settledAt?.toISO() ?? null,
  }
}

/** Where both attend the same group, what is planned for one is planned for the other as well. */
async function dropDoubles(from: Client, into: Client) {
  await clinicClient().rawQuery(
    `delete from reminders_messages
     where client_id = ? and state in ('planned', 'skipped') and exists (
       select 1 from reminders_messages other
       where other.client_id = ? and other.state in ('planned', 'skipped')
         and other.appointment_id = reminders_messages.appointment_id
         and other.rule_id = reminders_messages.rule_id
     )`,
    [from.id, into.id]
  )
}
