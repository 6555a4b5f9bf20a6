import { DateTime } from 'luxon'
import { SERVER } from '#audit/actor'
import { addDecoy, alarmIfDecoy } from '#clients/decoys'
import { tellOfEmergency } from '#clients/emergency'
import { clinicClient } from '#clinics/database'
import { clinicSettings } from '#clinics/settings'
import { type Locale, LOCALES } from '#config/i18n'
import AccountChanged from '#events/account_changed'
import MemberSignedIn from '#events/member_signed_in'
import { tryMail } from '#mails/mail_test'

import { asOperator } from '#members/operator_acts'
import type Client from '#models/client'
import CalendarFeed from '#models/calendar_feed'
import EmailChange from '#models/email_change'
import ExportRequest from '#models/export_request'
import Invitation from '#models/invitation'
import Location from '#models/location'
import PasswordReset from '#models/password_reset'
import { aService, book, planOf } from '#tests/calendar'
import { aClient } from '#tests/clients'
import type { People } from '#tests/people'
import Booking from '../../plugins/booking/models/booking.js'
import Draft from '../../plugins/booking/models/draft.js'
import Hold from '../../plugins/booking/models/hold.js'
import Offer from '../../plugins/booking/models/offer.js'
import type { Order } from '../../plugins/booking/models/order.js'
import { type ShownService, shownServices } from '../../plugins/booking/models/shown.js'
import Text from '../../plugins/booking/models/text.js'
import Waiting from '../../plugins/booking/models/waiting.js'
import { join } from '../../plugins/booking/models/waiting_list.js'
import { bookingSettings } from '../../plugins/booking/settings.js'
import {
  minuteIn,
  ORIGIN,
  publishTexts,
  worksEveryDay,
} from '../../plugins/booking/tests/setting.js'
import Receipt from '../../plugins/consents/models/receipt.js'
import Request from '../../plugins/consents/models/request.js'
import { published } from '../../plugins/consents/tests/setting.js'
import Rule from '../../plugins/reminders/models/rule.js'
import { change } from '../../plugins/strict-mode/models/change.js'
import { ruleOrFail } from '../../plugins/strict-mode/models/rule_list.js'
import SignIn from '../../plugins/strict-mode/models/sign_in.js'
import Grant from '../../plugins/support-access/models/grant.js'
import { WISH } from '../../plugins/support-access/tests/setting.js'
import { CLIENT, PLACE, PRACTITIONER, SERVICE } from './secrets.js'

const ADDRESS = '127.0.0.1'
const VISITOR = { member: null, address: ADDRESS }
const HOURS = { en: '10:00', da: '11:00', nb: '12:00' } as const

/** What the clinic in hand is called and offers, before anybody is written to; its own words say everything that a gap can say. */
export async function furnish({ signe, ida }: People) {
  await signe.member.merge({ name: PRACTITIONER }).save()
  const location = await Location.create(PLACE)
  await aService({ ...SERVICE, minutes: 50, isBookableOnline: true }, signe)
  await worksEveryDay(signe)
  await clinicClient().from('working_hours').update({ location_id: location.id })
  await publishTexts()
  await settings({})
  for (const rule of await Rule.all())
    for (const locale of LOCALES)
      await rule.word(locale, OWN_WORDS[rule.channel], {
        by: { member: ida.member, address: null },
      })
}

/** One of its texts says everything that a gap can say, the other nothing but a time. */
const OWN_WORDS = {
  email: { subject: 'Wollipops Blå', body: 'Wollipop Grøn {date} {time}' },
  sms: { subject: null, body: '{name}: {service}, {date} {time}, {member}, {place}, {clinic}' },
}

/** Whom the messages in one language are about, and her appointments on the days from the fifteenth of June. */
export async function booked({ signe }: People, locale: Locale, days: number) {
  const email = `kim-${locale}@example.test`
  const client = await aClient({ ...CLIENT, email, locale })
  const [service] = await shownServices()
  const location = await Location.firstOrFail()
  for (let day = 15; day < 15 + days; day++) {
    const wall = `2027-06-${day}T${HOURS[locale]}`
    const at = { wall, serviceId: service.id, locationId: location.id }
    await book(planOf(signe, HOURS[locale], at), client)
  }
  return client
}

/** Everything that the core and the plugins write by mail, in one language, but for reminders, which come when it is time. */
export async function everyMail(people: People, client: Client, locale: Locale) {
  await clinicSettings.write({ ...clinicSettings.read(), locale })
  for (const { member } of [people.ida, people.signe]) await member.merge({ locale }).save()
  await toMembers(people, client, locale)
  await ofSecurity(people)
  await ofConsents(people, client, locale)
  await ofBooking(client, locale)
}

async function toMembers({ ida, signe, mads, jonas }: People, client: Client, locale: Locale) {
  const by = { member: ida.member, address: ADDRESS }
  await tryMail(`ida-${locale}@nordlys.test`, locale)
  await Invitation.invite({ email: `new-${locale}@example.test`, role: 'receptionist' }, by, ORIGIN)
  await PasswordReset.send(signe.member, by, ORIGIN)
  await EmailChange.request(signe.member, `signe-${locale}@nordlys.test`, by, ORIGIN)
  await AccountChanged.dispatch(signe.member, 'password.changed', by)
  await asOperator(signe.clinic, 'exported', {})
  await addDecoy(client, by)
  // A member is told of once an hour.
  const who = { en: signe, da: mads, nb: jonas }[locale]
  await alarmIfDecoy(client, 'client.viewed', { ...by, member: who.member })
  await tellOfEmergency(client, { member: signe.member, until: DateTime.utc(), by })
}

async function ofSecurity({ ida, signe, mads }: People) {
  const by = { member: ida.member, address: ADDRESS }
  await SignIn.notice(new MemberSignedIn(signe.member.id, 'Firefox', by))
  const signIn = await SignIn.query().orderBy('id', 'desc').preload('member').firstOrFail()
  await signIn.disown(by)
  const reason = `${CLIENT.firstName} ${CLIENT.lastName} wants it`
  const feeds = ruleOrFail('feeds')
  await change([{ rule: feeds, values: {} }], { by })
  await change([{ rule: feeds, values: null }], { by, reason })
  const byMads = { member: mads.member, address: ADDRESS }
  await Grant.make({ ...WISH, purpose: reason }, { by: byMads })
  await change([{ rule: ruleOrFail('tokens_expire'), values: { tokenDays: 7 } }], { by })
  await CalendarFeed.open(ida.member, 'full', by)
  await CalendarFeed.warn(DateTime.utc().plus({ days: 1 }))
  const taking = { kind: 'clients', choice: {}, clients: 3 }
  await ExportRequest.ask(taking, { member: mads.member, reason, by: byMads })
}

async function ofConsents({ signe }: People, client: Client, locale: Locale) {
  const by = { member: signe.member, address: null }
  const { id } = await published({ ...STATEMENT, title: `${SERVICE.name} ${locale}` })
  const statementIds = [id]
  const request = await Request.ask({ client, statementIds, channel: 'link', origin: ORIGIN, by })
  await request.remind({ by: SERVER })
  await Receipt.issue(client, { origin: ORIGIN, locale })
}

const STATEMENT = {
  ...{ title: '', purpose: SERVICE.name, body: CLIENT.lastName },
  ...{ recorded: '', kept: '', rights: '' },
}

async function ofBooking(client: Client, locale: Locale) {
  const [service] = await shownServices()
  const order = await orderOf(client, locale)
  const start = (day: number) => minuteIn(day, HOURS[locale])
  await settings({ approveFirst: false })
  const own = await placed(service, start(1), order)
  await own.move(start(2), VISITOR)
  await own.cancel(VISITOR)
  await settings({ approveFirst: true })
  const [yes, no] = [await placed(service, start(3), order), await placed(service, start(4), order)]
  await yes.accept(SERVER)
  await no.decline(`${SERVICE.name} is full`, SERVER)
  await settings({ perClient: 1 })
  await Booking.place(await held(service, start(5)), order)
  await settings({})
  await Draft.keep(await held(service, start(5)), order)
  await waits(service, start(6), order)
}

/** First without a proof that a person asks, then with it; and what they wait for becomes free. */
async function waits(service: ShownService, start: number, order: Order) {
  const [from, until] = ['2027-06-13', '2027-06-14']
  const wish = { ...order, service, memberId: null, from }
  await join({ ...wish, until: from, isCertain: false })
  await join({ ...wish, until, isCertain: true })
  const waiting = await Waiting.query().orderBy('id', 'desc').firstOrFail()
  await Offer.make(waiting, { service, start, by: SERVER })
}

async function orderOf({ email }: Client, locale: Locale): Promise<Order> {
  const { firstName, lastName, phone } = CLIENT
  const visitor = { firstName, lastName, phone, email: email! }
  const texts = (await Text.current(locale))!
  return { visitor, texts, marketing: false, locale, origin: ORIGIN, by: VISITOR }
}

async function held(service: ShownService, start: number) {
  const taken = await Hold.take({ service, memberId: null, start, keeping: 'fairly', by: VISITOR })
  return taken!.hold
}

async function placed(service: ShownService, start: number, order: Order) {
  const hold = await held(service, start)
  await Booking.place(hold, order)
  return Booking.whole().where('requestKey', hold.tokenHash).firstOrFail()
}

function settings(values: Partial<ReturnType<typeof bookingSettings.read>>) {
  const own = { grid: 60 as const, proofOfWork: false, perAddress: 0 }
  return bookingSettings.write({ ...bookingSettings.defaults, ...own, ...values })
}
