import { test } from '@japa/runner'
import { type Locale, LOCALES } from '#config/i18n'
import { Postman } from '#mails/postman'
import OutboxMail from '#models/outbox_mail'
import { mailPurposes, mailTemplates, ownPlugins, templatesRendered } from '#tests/leaks/templates'
import { mailThrough } from '#tests/mails'
import { at, type People } from '#tests/people'
import { GatewayApiPeer, type TakenSms, TwilioPeer } from '#tests/peers/sms'
import { MailServer, type ReceivedMail } from '#tests/peers/smtp'
import { switchOn } from '#tests/plugins'
import { readings } from '#tests/leaks/readings'
import type { Provider } from '../../plugins/reminders/models/gateway.js'
import {
  ACCOUNT,
  aGateway,
  aMinute,
  DAY_BEFORE,
  itIs,
  reminding,
  SMS_BEFORE,
  TOKEN,
} from '../../plugins/reminders/tests/setting.js'
import { columnsIn } from '#tests/leaks/columns'
import { guardedForms } from '#tests/leaks/guarded'
import { booked, everyMail, furnish } from '#tests/leaks/journey'
import { secretsIn } from '#tests/leaks/secrets'
import { rulesOn } from '../../plugins/strict-mode/tests/setting.js'

const LINK = /http:\/\/nordlys\.localhost:3333\/(booking|consents)/

type Context = Parameters<typeof reminding>[0]

/** A counterpart of each gateway, by the host that a plugin calls. */
const GATEWAYS = {
  'gatewayapi.com': ['gatewayapi', () => new GatewayApiPeer(TOKEN)],
  'gatewayapi.eu': ['gatewayapi_eu', () => new GatewayApiPeer(TOKEN, 'gatewayapi.eu')],
  'api.twilio.com': ['twilio', () => new TwilioPeer(ACCOUNT, TOKEN)],
} as const satisfies Record<string, [Provider, () => GatewayApiPeer | TwilioPeer]>

/** Nordlys, which writes everything that it can write to one client for each of these languages, through real servers. */
async function journey(
  context: Context,
  { isStrict, locales }: { isStrict: boolean; locales: readonly Locale[] }
) {
  const server = await MailServer.start()
  context.test.cleanup(() => server.stop())
  const people = await reminding(context, DAY_BEFORE, SMS_BEFORE)
  const { nordlys } = people
  await mailThrough(nordlys, server.port, 'Svar.Her@nordlys.test')
  await switchOn(nordlys, ...ownPlugins().map(({ id }) => id))
  await rulesOn(nordlys, { sign_in_notices: { roles: ['practitioner'] } })
  if (isStrict) await rulesOn(nordlys, { no_personal_data: {} })
  const templates = await wrote(people, locales)
  const texts = await texted(context, people)
  const mails = await at(nordlys, () => OutboxMail.query().orderBy('id'))
  return { ...people, mails, arrived: server.mails, texts, templates }
}

/** Lets everything be written that is written at once. @returns the templates, for each language */
async function wrote(people: People, locales: readonly Locale[]) {
  const templates = await at(people.nordlys, async () => {
    await furnish(people)
    // Whoever has no gateway plans no SMS.
    await aGateway()
    templatesRendered()
    const perLocale = []
    for (const locale of locales) {
      const client = await booked(people, locale, Object.keys(GATEWAYS).length)
      await everyMail(people, client, locale)
      perLocale.push(templatesRendered())
    }
    return perLocale
  })
  await posted(people)
  return templates
}

/** Lets reminders go out by one gateway after the other, each a day later. @returns what they took */
async function texted(context: Context, people: People) {
  const { nordlys } = people
  const taken = []
  for (const [index, [provider, peerFor]] of Object.values(GATEWAYS).entries()) {
    const peer = await peerFor().start()
    await at(nordlys, () => aGateway(provider))
    itIs(`2027-06-${14 + index}T12:30`, context)
    await aMinute(nordlys)
    await posted(people)
    await peer.stop()
    taken.push(...peer.taken)
  }
  return taken
}

async function posted({ nordlys }: People) {
  const postman = new Postman()
  postman.wake(nordlys)
  await postman.rest(nordlys)
}

function inFull({ from, text }: TakenSms) {
  return `${from}\n${text}`
}

function isToClient({ to }: Pick<ReceivedMail, 'to'>) {
  return to.some((address) => address.startsWith('kim-'))
}

test.group('The leak test', () => {
  test('in strict mode not one byte of name, service or birth date arrives', async (context) => {
    const { assert } = context
    const { nordlys, ...sent } = await journey(context, { isStrict: true, locales: LOCALES })
    const { mails, arrived, texts, templates } = sent

    for (const mail of arrived)
      assert.deepEqual(secretsIn(mail.raw, { isToClient: isToClient(mail) }), [], mail.raw)
    for (const sms of texts)
      assert.deepEqual(secretsIn(inFull(sms), { isToClient: true }), [], sms.text)

    // Nothing had to be held back, and nothing that there is was left out.
    assert.deepEqual([...new Set(mails.map(({ state }) => state))], ['sent'])
    assert.lengthOf(arrived, mails.length + LOCALES.length)
    assert.lengthOf(texts, Object.keys(GATEWAYS).length * LOCALES.length)
    assert.deepEqual([...new Set(mails.map(({ purpose }) => purpose))].sort(), mailPurposes())
    const reminder = 'reminders::mails/reminder'
    const atOnce = mailTemplates().filter((template) => template !== reminder)
    assert.deepEqual(templates, [atOnce, atOnce, atOnce])
    assert.lengthOf(
      mails.filter(({ purpose }) => purpose === 'reminders.mails.purpose'),
      Object.keys(GATEWAYS).length * LOCALES.length
    )
    const hosts = ownPlugins().flatMap(({ definition }) => definition.egress ?? [])
    assert.sameMembers(hosts, Object.keys(GATEWAYS))

    // What arrives leads on, to a page with a code in its address; a reminder says when.
    const purposeOf = new Map(mails.map(({ messageId, purpose }) => [messageId, purpose]))
    const alone = arrived.filter((mail) => isToClient(mail) && !LINK.test(mail.text!))
    const silent = new Set(alone.map(({ messageId }) => purposeOf.get(messageId!)))
    assert.sameMembers([...silent], ['reminders.mails.purpose', 'booking.mails.purposes.refused'])

    // What people at the clinic wrote arrives from these columns alone, and their forms are guarded (linter.spec.ts).
    const said = [...arrived.filter(isToClient).map(({ raw }) => raw), ...texts.map(inFull)]
    const columns = await at(nordlys, () => columnsIn(readings(said.join('\n'))))
    const guarded = await guardedForms(nordlys)
    const addresses = ['clients.email', 'consents_requests.sent_to']
    assert.sameMembers(columns, [...addresses, ...Object.keys(guarded)])
  })

  test('without it the same journey tells all of that', async (context) => {
    const { assert } = context
    const { arrived, texts, mails } = await journey(context, { isStrict: false, locales: ['en'] })
    assert.deepEqual([...new Set(mails.map(({ state }) => state))], ['sent'])
    const told = arrived.flatMap(({ raw }) => secretsIn(raw, { isToClient: true }))
    assert.includeMembers(told, ['Zyxqu', 'Vromb', 'Quibbelw', 'Gnastrel', 'Massagine'])
    const inTexts = texts.flatMap(({ text }) => secretsIn(text, { isToClient: true }))
    assert.includeMembers(inTexts, ['Zyxqu', 'Quibbelw', 'Massagine'])
  })

  test('finds a secret in whatever it is wrapped', ({ assert }) => {
    const wraps = [
      Buffer.from('at last: Zyxquæ, you').toString('base64'),
      'https://nordlys.test/a?name=Z%79xqu%C3%A6',
      'SUMMARY:Zy\r\n xquæ',
      'Subject: =?UTF-8?Q?Z=79xqu=C3=A6?=',
      '<img alt="&#90;yxqu">',
      'Zy=\r\nxqu=C3=A6',
    ]
    for (const wrap of wraps) assert.include(readings(wrap), 'Zyxqu', wrap)
    for (const date of ['13.11.1911', '11/13/1911', '13. november 1911', '19111113'])
      assert.isNotEmpty(secretsIn(`born ${date}.`, { isToClient: true }), date)
    assert.deepEqual(secretsIn('id 0191119111113a', { isToClient: true }), [])
  })
})
