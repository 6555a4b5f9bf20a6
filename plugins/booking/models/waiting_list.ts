import { DateTime } from 'luxon'
import { transaction } from '#clinics/transaction'
import { bookingSettings } from '../settings.js'
import { mayWriteTo } from './limiter.js'
import type { Order } from './order.js'
import { type ShownService, shownServices } from './shown.js'
import { newToken } from './token.js'
import { clientFor } from './visitor.js'
import Waiting, { type Typed } from './waiting.js'

const KEPT_DAYS = 30

type Joining = Order & {
  service: ShownService
  memberId: string | null
  from: string
  until: string
  /** Whether it is certain that a person asks, and for whom the answer is; else the link in the mail must be followed first. */
  isCertain: boolean
}

/** Puts somebody on the list, at the end. The same form twice is one place and one mail. */
export async function join({ service, memberId, from, until, isCertain, ...order }: Joining) {
  const { visitor, locale, origin } = order
  const typed = JSON.stringify(typedOf(order))
  const wish = { serviceId: service.id, memberId, fromDate: from, untilDate: until }
  const { token, tokenHash } = newToken()
  await transaction(async () => {
    const same = await Waiting.query().where(wish).whereNull('endedAt')
    if (same.some((entry) => entry.typed === typed)) return
    if (!isCertain && !mayWriteTo(visitor.email)) return
    const client = await clientFor(visitor)
    const entry = await Waiting.create({
      ...wish,
      ...{ tokenHash, typed, locale, origin, clientId: client?.id ?? null, passedOver: [] },
      confirmedAt: isCertain ? DateTime.utc() : null,
    })
    await entry.passOver(await entry.freeNow(service))
    await entry.tell(isCertain ? 'joined' : 'confirm_place', { token, client })
  })
}

/** Offers what has become free, to each who waits and has no offer to answer. The first who came is served first. */
export async function serve() {
  if (!bookingSettings.read().waitingList) return
  const services = await shownServices()
  for (const entry of await Waiting.open()) {
    const service = services.find(({ id }) => id === entry.serviceId)
    if (service) await entry.serve(service)
  }
}

/** Removes who waits no more, a month later: by then nobody asks why. */
export function forget() {
  const longAgo = DateTime.utc().minus({ days: KEPT_DAYS })
  const aDayAgo = DateTime.utc().minus({ days: 1 }).toISO()
  return Waiting.query()
    .where('ended_at', '<', longAgo.toISO())
    .orWhere('until_date', '<', longAgo.toISODate())
    .orWhere((doubtful) => doubtful.whereNull('confirmedAt').where('createdAt', '<', aDayAgo))
    .delete()
}

function typedOf({ visitor, marketing, texts: { terms, privacy } }: Order): Typed {
  return { visitor, marketing, texts: { terms: terms.id, privacy: privacy.id } }
}
