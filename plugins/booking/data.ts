import type { DataContract } from '#plugins/data_contract'
import type Client from '#models/client'
import Acceptance from './models/acceptance.js'
import Booking from './models/booking.js'
import Waiting from './models/waiting.js'

/** What the plugin owes a client. What visitors typed and did not book is gone within a day, and belongs to nobody yet. */
export const data: DataContract<'booking'> = {
  map: [
    { table: 'booking_texts', what: 'booking.data.texts', personal: false },
    { table: 'booking_service_rules', what: 'booking.data.service_rules', personal: false },
    ...kept('holds', 'a_day'),
    ...kept('drafts', 'a_day'),
    ...kept('bookings', 'with_client'),
    ...kept('links', 'with_client'),
    ...kept('acceptances', 'with_client'),
    ...kept('waiting', 'a_month'),
    ...kept('offers', 'a_month'),
  ],

  async export({ id }) {
    const bookings = await Booking.query()
      .where('clientId', id)
      .whereNotNull('requestKey')
      .preload('appointment')
      .orderBy('id')
    const acceptances = await Acceptance.query().where('clientId', id).preload('text').orderBy('id')
    const waiting = await Waiting.query().where('clientId', id).preload('service').orderBy('id')
    if (!bookings.length && !acceptances.length && !waiting.length) return null
    return {
      bookings: bookings.map(({ createdAt, locale, marketingAt, appointment }) => ({
        bookedAt: createdAt.toISO(),
        starts: appointment.startsAt.toISO(),
        locale,
        marketingAcceptedAt: marketingAt?.toISO() ?? null,
      })),
      waiting: waiting.map(({ createdAt, service, fromDate, untilDate, endedAt, order }) => ({
        since: createdAt.toISO(),
        ...{ service: service.name, from: fromDate, until: untilDate, ...order.visitor },
        ended: endedAt?.toISO() ?? null,
      })),
      accepted: acceptances.map(({ createdAt, text, hash, address }) => ({
        acceptedAt: createdAt.toISO(),
        ...{ kind: text.kind, locale: text.locale, version: text.number, sha256: hash, address },
        text: text.body,
      })),
    }
  },

  async erase({ id }) {
    for (const model of [Acceptance, Waiting, Booking])
      await model.query().where('clientId', id).delete()
  },

  async merge(from: Client, into: Client) {
    for (const model of [Acceptance, Waiting, Booking])
      await model.query().where('clientId', from.id).update({ client_id: into.id })
  },
}

type Table = 'holds' | 'drafts' | 'bookings' | 'links' | 'acceptances' | 'waiting' | 'offers'

function kept(table: Table, howLong: 'a_day' | 'a_month' | 'with_client') {
  return [
    {
      table: `booking_${table}`,
      what: `booking.data.${table}`,
      purpose: `booking.data.${table}_purpose`,
      kept: `booking.data.${howLong}`,
    } as const,
  ]
}
