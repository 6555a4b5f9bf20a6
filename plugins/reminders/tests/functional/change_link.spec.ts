import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { SERVER } from '#audit/actor'
import { setHosts } from '#clinics/hosts'
import Appointment from '#models/appointment'
import { aService, planOf } from '#tests/calendar'
import { aClient, textOf } from '#tests/clients'
import { mailsOf } from '#tests/mails'
import { at, NORDLYS } from '#tests/people'
import { GatewayApiPeer } from '#tests/peers/sms'
import { switchOn } from '#tests/plugins'
import Booking from '../../../booking/models/booking.js'
import Link from '../../../booking/models/link.js'
import { bookingSettings } from '../../../booking/settings.js'
import Rule from '../../models/rule.js'
import {
  aGateway,
  aMinute,
  DAY_BEFORE,
  itIs,
  reminding,
  SMS_BEFORE,
  theRule,
  TOKEN,
} from '../setting.js'

type Test = Parameters<typeof reminding>[0]

const SITE = 'https://nordlys.example'
const IN_A_TEXT = /https:\S+\/booking\/a\/[\w-]+/
const TELL_US = 'If you cannot come, please tell us in good time.'

/** Names that the clinic has given itself; under the last ones it is found from within alone. */
const HOSTS = [NORDLYS, 'nordlys.example', 'nordlys.local', 'nordlys', '192.168.1.4']

type Scenery = {
  isOnline?: boolean
  settings?: Partial<ReturnType<typeof bookingSettings.read>>
  values?: Parameters<typeof aClient>[0]
  /** Where Signe has signed in. */
  signedIn?: string | null
  isHere?: boolean
  /** Where Clara has booked, if she has done so herself. */
  visited?: string
}

/** Nordlys, where Clara may change until twelve hours before what Signe has booked for her. It is time to remind her by both ways. */
async function scene(
  context: Test,
  { isOnline = true, settings = {}, values = {}, ...more }: Scenery = {}
) {
  const gateway = await new GatewayApiPeer(TOKEN).start()
  context.test.cleanup(() => gateway.stop())
  const all = await reminding(context, DAY_BEFORE, SMS_BEFORE)
  await switchOn(all.nordlys, 'booking')
  await setHosts(all.nordlys, HOSTS)
  const appointment = await at(all.nordlys, async () => {
    const { signedIn: lastOrigin = SITE, isHere = true, visited } = more
    const deactivatedAt = isHere ? null : DateTime.utc()
    await all.signe.member.merge({ lastOrigin, deactivatedAt }).save()
    await aGateway()
    await bookingSettings.write({ ...bookingSettings.defaults, changeHours: 12, ...settings })
    const service = await aService({ isBookableOnline: isOnline }, all.signe, all.mads)
    const clara = await aClient({ locale: 'en', ...values })
    const plan = { ...planOf(all.signe, '10:00'), serviceId: service.id }
    const booked = await Appointment.book(plan, { by: SERVER, clients: [clara] })
    if (visited)
      await Booking.create({
        ...{ appointmentId: booked.id, clientId: clara.id, locale: 'en' },
        ...{ origin: visited, requestKey: 'hers' },
      })
    return booked
  })
  itIs('2027-06-14T10:00', context)
  return { ...all, gateway, appointment }
}

type Scene = Awaited<ReturnType<typeof scene>>

async function messagesOf({ nordlys, gateway }: Scene) {
  const [mail] = await mailsOf(nordlys)
  return { mail: mail?.text ?? '', sms: gateway.taken[0]?.text ?? '' }
}

function pathIn(text: string) {
  return new URL(IN_A_TEXT.exec(text)![0]).pathname
}

test.group('The link in a reminder', () => {
  test('lets a client change what a member has booked, once for all links', async (context) => {
    const { client, assert } = context
    const all = await scene(context)
    await aMinute(all.nordlys)
    const { mail, sms } = await messagesOf(all)
    assert.match(sms, /10:00 AM\. Move or cancel: https:\S+$/)
    assert.include(mail, 'move or cancel the appointment with the link below.')
    assert.notInclude(sms + mail, TELL_US)
    assert.notEqual(pathIn(sms), pathIn(mail))
    const stored = await at(all.nordlys, () => Link.all())
    for (const text of [sms, mail])
      assert.notInclude(JSON.stringify(stored), pathIn(text).split('/').at(-1)!)

    const page = await client.get(pathIn(sms)).at(NORDLYS)
    page.assertStatus(200)
    assert.notInclude(page.text(), 'Clara')
    const answer = await client
      .post(`${pathIn(sms)}/cancellation`)
      .at(NORDLYS)
      .form({})
    answer.assertStatus(303)
    const { status } = await at(all.nordlys, () => Appointment.firstOrFail())
    assert.equal(status, 'cancelled')
    const over = await client.get(pathIn(mail)).at(NORDLYS)
    over.assertStatus(410)
    const [, letter] = await mailsOf(all.nordlys)
    assert.include(letter.text!, 'cancelled')
  })

  test('stays good for who has no mailbox to get another one', async (context) => {
    const { client, assert } = context
    const all = await scene(context, { values: { email: null } })
    await aMinute(all.nordlys)
    const { sms } = await messagesOf(all)
    await client
      .post(`${pathIn(sms)}/cancellation`)
      .at(NORDLYS)
      .form({})
    const page = await client.get(`${pathIn(sms)}?done=cancelled`).at(NORDLYS)
    page.assertStatus(200)
    assert.include(page.text(), 'Your appointment is cancelled')
    assert.notInclude(page.text(), 'sent you a mail')
    assert.isEmpty(await mailsOf(all.nordlys))
  })

  const without = [
    ['nothing can be changed any more', { settings: { changeHours: 48 } }],
    ['the clinic lets nobody change anything', { settings: { mayMove: false, mayCancel: false } }],
    ['visitors could not have booked it', { isOnline: false }],
    ['nobody has signed in anywhere', { signedIn: null }],
    ['the clinic is known on this machine alone', { signedIn: `http://${NORDLYS}:3333` }],
    ['it is known in its own network alone', { signedIn: 'https://nordlys.local' }],
    ['its name is one of its own network', { signedIn: 'http://nordlys' }],
    ['its address is one of its own network', { signedIn: 'http://192.168.1.4:3333' }],
    ['the address is not its own any more', { signedIn: 'https://nordlys-old.example' }],
    ['only who has left knew the address', { isHere: false }],
  ] as const
  test('is not there where {0}: then she is asked to tell')
    .with([...without])
    .run(async (context, [, more]) => {
      const { assert } = context
      const all = await scene(context, more)
      await aMinute(all.nordlys)
      const { mail, sms } = await messagesOf(all)
      for (const text of [mail, sms]) {
        assert.include(text, TELL_US)
        assert.notInclude(text, '/booking/')
      }
      assert.isEmpty(await at(all.nordlys, () => Booking.all()))
    })

  const leading = [
    ['where she has booked, if no member says where', { signedIn: null, visited: SITE }, SITE],
    ['where members sign in, wherever she was', { visited: `${SITE}:8443` }, SITE],
    ['not to a port that a visitor named', { signedIn: null, visited: `${SITE}:8443` }, null],
    ['not past TLS', { signedIn: null, visited: 'http://nordlys.example' }, null],
    ['not to another’s name', { signedIn: null, visited: 'https://nordlys-old.example' }, null],
  ] as const
  test('leads {0}')
    .with([...leading])
    .run(async (context, [, more, site]) => {
      const { assert } = context
      const all = await scene(context, more)
      await aMinute(all.nordlys)
      const { sms } = await messagesOf(all)
      if (site) assert.equal(new URL(IN_A_TEXT.exec(sms)![0]).origin, site)
      else assert.include(sms, TELL_US)
      assert.lengthOf(await at(all.nordlys, () => Link.all()), site ? 2 : 0)
    })

  test('is in a neutral mail, which comes from there, and in no neutral SMS', async (context) => {
    const { assert } = context
    const all = await scene(context)
    // It gives no proper answer, which counts as the strictest one.
    await switchOn(all.nordlys, 'crumbling')
    await aMinute(all.nordlys)
    const { mail, sms } = await messagesOf(all)
    assert.match(mail, IN_A_TEXT)
    assert.include(sms, TELL_US)
    assert.notInclude(sms, '/booking/')
  })

  test('has its place in texts of one’s own, and in the preview its length', async (context) => {
    const { client, assert } = context
    const all = await scene(context)
    await at(all.nordlys, async () => {
      const words = { subject: null, body: 'See you at {time}.' }
      const rule = await Rule.query().where('channel', 'sms').firstOrFail()
      await rule.word('en', words, { by: SERVER })
      const mail = await Rule.query().where('channel', 'email').firstOrFail()
      await mail.remove({ by: SERVER })
    })
    await aMinute(all.nordlys)
    const { sms } = await messagesOf(all)
    assert.equal(sms, 'See you at 10:00 AM.')
    assert.isEmpty(await at(all.nordlys, () => Link.all()))

    const { id } = await theRule(all.nordlys)
    const preview = await client
      .post(`/reminders/rules/${id}/preview`)
      .as(all.mads)
      .form({ locale: 'en', body: '{time}. {change}' })
    const { body, length, hasLink } = preview.body()
    assert.match(body, /^10:30 AM\. Move or cancel: https:\S+\/booking\/a\/[\w-]{43}$/)
    assert.isTrue(hasLink)
    assert.include(length, `${body.length} characters`)
    const page = await textOf(client.get(`/reminders/rules/${id}/text?locale=da`).as(all.mads))
    assert.include(page, '{change} says how to move or cancel')
    assert.isEmpty(await at(all.nordlys, () => Link.all()))
  })
})
