import { Settings } from 'luxon'
import type { TestContext } from '@japa/runner/core'
import { SERVER } from '#audit/actor'
import type { ClientValues } from '#clients/columns'
import { reloadClinicState } from '#clinics/state'
import type Clinic from '#models/clinic'
import { momentOf } from '#calendar/wall_time'
import { aClient } from '#tests/clients'
import { book, planOf } from '#tests/calendar'
import { setUpMail } from '#tests/mails'
import { at, countQueries, NORDLYS, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import Gateway, { type Provider } from '../models/gateway.js'
import Message from '../models/message.js'
import Rule, { type RuleValues } from '../models/rule.js'
import { remind } from '../tasks.js'

export const ZONE = 'Europe/Copenhagen'
/** Under which address the gateways reach Nordlys. */
export const ORIGIN = `https://${NORDLYS}`

export const DAY_BEFORE: RuleValues = {
  ...{ channel: 'email', unit: 'hours', amount: 24, clock: null },
  ...{ forAllServices: true, services: [] },
}
export const SMS_BEFORE: RuleValues = { ...DAY_BEFORE, channel: 'sms' }

type Test = Pick<TestContext, 'test'>

/** Lets it be this time on the clocks of the clinic, until the test ends or it is another. */
export function itIs(wall: string, { test }: Test) {
  const before = Settings.now
  const moment = momentOf(wall, ZONE).toMillis()
  Settings.now = () => moment
  test.cleanup(() => {
    Settings.now = before
  })
}

/** The people, in the week before the appointments of the tests, with the plugin on in both clinics and these rules in Nordlys. */
export async function reminding(context: Test, ...rules: RuleValues[]) {
  const all = await people()
  await switchOn(all.nordlys, 'reminders')
  await switchOn(all.sydhavn, 'reminders')
  await setUpMail(all.nordlys)
  itIs('2027-06-07T12:00', context)
  await at(all.nordlys, async () => {
    for (const values of rules) await Rule.make(values, { by: SERVER })
  })
  return all
}

export type Reminding = Awaited<ReturnType<typeof reminding>>

/** Clara's appointment with Signe on the Tuesday at ten. */
export function clarasAppointment(
  { nordlys, signe }: Reminding,
  values: ClientValues = {},
  time = '10:00'
) {
  return at(nordlys, async () => {
    const client = await aClient(values)
    const appointment = await book(planOf(signe, time), client)
    return { client, appointment }
  })
}

export const TOKEN = 'a-token-of-the-gateway'
export const SECRET = 'a-secret-of-the-webhook'
export const ACCOUNT = 'AC0123456789abcdef0123456789abcdef'

export function aGateway(provider: Provider = 'gatewayapi', more: { origin?: string } = {}) {
  return Gateway.setUp(
    {
      provider,
      account: ACCOUNT,
      sender: 'Nordlys',
      token: TOKEN,
      reportSecret: SECRET,
      origin: ORIGIN,
      ...more,
    },
    { by: SERVER }
  )
}

/** What the schedule does each minute. */
export function aMinute(clinic: Clinic) {
  return at(clinic, remind)
}

/** The reminders of the clinic, by when they are due, as a test compares them. */
export function reminders(clinic: Clinic) {
  return at(clinic, async () => {
    const messages = await Message.query().orderBy('dueAt').orderBy('channel').orderBy('id')
    return messages.map(({ channel, state, reason, dueAt }) => ({
      ...{ channel, state, reason },
      at: dueAt.setZone(ZONE).toFormat("yyyy-MM-dd'T'HH:mm"),
    }))
  })
}

/** How the list tells of one that waits for its time. */
export const PLANNED = {
  channel: 'email',
  state: 'planned',
  reason: null,
  at: '2027-06-14T10:00',
} as const

/** How many queries a page sends, with the state of the clinic known. */
export async function queriesOf(clinic: Clinic, work: () => Promise<unknown>) {
  await work()
  await at(clinic, reloadClinicState)
  return countQueries(work)
}

/** The only rule, with its services and texts. */
export function theRule(clinic: Clinic) {
  return at(clinic, () => Rule.query().preload('services').preload('texts').firstOrFail())
}
