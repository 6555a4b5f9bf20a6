import type { ApiClient, ApiResponse } from '@japa/api-client'
import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { freeTimes, timesOfAnyone } from '#calendar/free/free_times'
import { planFor } from '#calendar/plan'
import { momentOf, minuteOf, wallOf } from '#calendar/wall_time'
import type Client from '#models/client'
import type Clinic from '#models/clinic'
import { utcNow } from '#models/columns'
import Member from '#models/member'
import Service from '#models/service'
import { aService } from '#tests/calendar'
import { setUpMail } from '#tests/mails'
import { at, NORDLYS, type People, type Person, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import Acceptance from '../models/acceptance.js'
import Booking from '../models/booking.js'
import Link from '../models/link.js'
import Text, { TEXT_KINDS } from '../models/text.js'
import { momentAt, wishOf } from '../models/rules.js'
import { bookingSettings } from '../settings.js'
import Appointment from '#models/appointment'

export const ORIGIN = 'http://nordlys.localhost:3333'
/** Everybody works every day, so that a test need not know what day it is. */
const HOURS = { starts: '08:00', ends: '16:00' }

export type Settings = ReturnType<typeof bookingSettings.read>

/** Nordlys takes bookings online: Signe and Mads offer physiotherapy, and no work is asked of the browser. */
export async function taking(settings: Partial<Settings> = {}) {
  const all = await people()
  await switchOn(all.nordlys, 'booking')
  await setUpMail(all.nordlys)
  const service = await at(all.nordlys, () => opened(all, settings))
  return { ...all, service, host: NORDLYS }
}

export type Taking = Awaited<ReturnType<typeof taking>>

async function opened({ signe, mads }: People, settings: Partial<Settings>) {
  for (const person of [signe, mads]) await worksEveryDay(person)
  await publishTexts()
  await bookingSettings.write({
    ...bookingSettings.defaults,
    ...{ grid: 60, proofOfWork: false, perAddress: 0 },
    ...settings,
  })
  return aService({ isBookableOnline: true, minutes: 50 }, signe, mads)
}

export async function worksEveryDay({ member }: Pick<Person, 'member'>) {
  for (let weekday = 1; weekday <= 7; weekday++)
    await clinicClient()
      .table('working_hours')
      .insert({
        ...{ id: crypto.randomUUID(), member_id: member.id, weekday },
        ...{ ...HOURS, created_at: utcNow() },
      })
}

/** A group for so many clients at this minute, with Signe. */
export async function aGroup(
  { signe, host }: Pick<Taking, 'signe' | 'host'>,
  start: number,
  { places: capacity }: { places: number }
) {
  const service = await Service.create({
    ...{ name: 'Yoga', minutes: 50, capacity, isBookableOnline: true },
  })
  await service.related('members').attach([signe.member.id])
  await service.refresh()
  const wall = wallOf(momentAt(start), 'Europe/Copenhagen')
  const plan = { ...planFor(service), wall, memberId: signe.member.id }
  const appointment = await Appointment.book(plan, { by: SERVER })
  return { service, host, appointment, start }
}

export async function publishTexts() {
  for (const kind of TEXT_KINDS)
    await Text.publish({ kind, locale: 'en', body: `The ${kind} of Nordlys, in full.`, by: SERVER })
}

/** A minute that clocks of the clinic show, so many days from now. */
export function minuteIn(days: number, clock: string) {
  return minuteOf(momentOf(`${dayIn(days)}T${clock}`, 'Europe/Copenhagen'))
}

/** The date in the clinic, so many days from now: at midnight it is another than in UTC. */
export function dayIn(days: number) {
  return DateTime.utc().setZone('Europe/Copenhagen').plus({ days }).toISODate()!
}

/** What the page offers for a service, as its owner would count. */
export function offered(clinic: Clinic, service: Service, memberId: string | null = null) {
  return at(clinic, async () => {
    const [from, until] = [dayIn(0), dayIn(40)]
    return timesOfAnyone(await freeTimes(wishOf({ service, memberId, from, until })))
  })
}

/** Chooses a time, as a click does. */
export function choose(
  client: ApiClient,
  { service, host }: Pick<Taking, 'service' | 'host'>,
  start: number,
  more = {}
) {
  return client
    .post(`/booking/services/${service.id}/times`)
    .at(host)
    .form({ start, ...more })
}

/** The address of the page to which a choice leads. */
export function pageOf(response: ApiResponse) {
  const location = response.header('location')!
  return new URL(location, 'http://x').pathname
}

export const CLARA_TYPED = {
  firstName: 'Clara',
  lastName: 'Østergaard',
  email: 'clara@example.test',
  phone: '20 12 34 56',
  terms: '1',
  privacy: '1',
}

/** What a visitor sends who has read the page at this address. */
export async function filledIn(
  client: ApiClient,
  path: string,
  typed: Record<string, unknown> = CLARA_TYPED
) {
  const page = await client.get(path).at(NORDLYS)
  const hidden = [...page.text().matchAll(/name="(\w+Hash)" value="([0-9a-f]{64})"/g)]
  return { ...typed, ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])) }
}

/** Chooses a time, types and books. */
export async function bookOnline(
  client: ApiClient,
  clinic: Pick<Taking, 'service' | 'host'>,
  start: number,
  typed: Record<string, unknown> = CLARA_TYPED
) {
  const path = pageOf(await choose(client, clinic, start))
  const form = await filledIn(client, path, typed)
  return client.post(path).at(clinic.host).form(form)
}

/** A booking as it lies in the clinic in hand, made past the pages. */
export async function booked(client: Client, by: Actor) {
  await publishTexts()
  const member = await Member.firstOrFail()
  const service = await aService({ isBookableOnline: true })
  const appointment = await Appointment.book(
    {
      ...{ wall: `2027-06-15T${String(8 + (await count())).padStart(2, '0')}:00`, minutes: 50 },
      ...{ memberId: member.id, serviceId: service.id },
    },
    { by, clients: [client], source: 'online' }
  )
  const booking = await Booking.create({
    ...{ appointmentId: appointment.id, clientId: client.id, locale: 'en', origin: ORIGIN },
    requestKey: crypto.randomUUID(),
  })
  const token = await Link.issue(booking.id)
  await Acceptance.keep(client, (await Text.current('en'))!, by)
  return { booking, token }
}

async function count() {
  const rows = await Booking.all()
  return rows.length
}

/** Sends a form as a browser does: an answer without mistakes leads to another page (Turbo shows no other), which is what one sees. */
export async function send(
  client: ApiClient,
  { host }: Pick<Taking, 'host'>,
  path: string,
  form: Record<string, unknown> = {}
) {
  const answer = await client.post(path).at(host).form(form)
  if (answer.status() !== 303) throw new Error(`${path} answered ${answer.status()}`)
  return client.get(answer.header('location')!).at(host)
}
