import { test } from '@japa/runner'
import { hostsOf } from '#clinics/hosts'
import { Sessions } from '#clinics/sessions'
import { auditActions, auditEvents } from '#tests/audit'
import { letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at, NORDLYS, SYDHAVN } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import Grant, { CODE_HOLDS_MINUTES } from '../../models/grant.js'
import { aCode, aHelper, openClinic, WISH } from '../setting.js'

const MINUTE = 60_000
const { name, minutes } = WISH
const FORM = { name, minutes, 'scopes[]': 'settings', 'access': 'view', 'purpose': 'Opening hours' }

test.group('Temporary codes', () => {
  test('are made by a member, shown once, and kept as a hash', async ({ client, assert }) => {
    const { ida, nordlys } = await openClinic()
    const owner = Visitor.as(client, ida)

    const made = await owner.post('/support-access/grants', FORM)
    const grant = await at(nordlys, () => Grant.firstOrFail())
    made.assertHeader('location', `/support-access/grants/${grant.id}`)
    const shown = await owner.get(`/support-access/grants/${grant.id}`)
    const [code] = /[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.exec(shown.text())!
    const again = await owner.get(`/support-access/grants/${grant.id}`)

    assert.notInclude(again.text(), code)
    assert.notInclude(JSON.stringify([grant.$attributes, await auditEvents(nordlys)]), code)
    assert.deepInclude(grant.$attributes, {
      name: WISH.name,
      purpose: 'Opening hours',
      madeBy: ida.member.id,
      minutes: 30,
    })
    assert.deepEqual(
      [grant.scopes, grant.mayChange, grant.standing],
      [['settings'], false, 'waiting']
    )
    assert.include(await auditActions(nordlys), 'support-access.granted')
    const entered = await new Visitor(client, NORDLYS).post('/support-access', {
      code: code.toLowerCase().replaceAll('-', ' '),
    })
    entered.assertStatus(303)
  })

  test('are made by who holds the permission and has just proved who they are', async ({
    client,
    assert,
  }) => {
    const { ida, signe, nordlys } = await openClinic()
    const asked = await Visitor.as(client, ida, { proved_at: 0 }).post(
      '/support-access/grants',
      FORM
    )
    assert.match(asked.header('location')!, /^\/identity/)
    const refused = await Visitor.as(client, signe).post('/support-access/grants', FORM)
    refused.assertStatus(403)
    assert.isEmpty(await at(nordlys, () => Grant.all()))
  })

  test('open for five minutes to four hours, and something', async ({ client, assert }) => {
    const { ida, nordlys } = await openClinic()
    const owner = Visitor.as(client, ida)
    for (const wrong of [
      { minutes: 4 },
      { minutes: 241 },
      { 'scopes[]': 'clients' },
      { access: 'all' },
      { name: '' },
    ]) {
      const refused = await owner.post('/support-access/grants', { ...FORM, ...wrong })
      assert.equal(refused.status(), 422, JSON.stringify(wrong))
      assert.include(refused.text(), 'Opening hours', 'what was typed is kept')
    }
    assert.isEmpty(await at(nordlys, () => Grant.all()))
  })

  test('let in once, of two who type one at the same moment, one', async ({ client, assert }) => {
    const { ida, nordlys } = await openClinic()
    const { code } = await aCode(ida)
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        new Visitor(client, NORDLYS).post('/support-access', { code })
      )
    )
    assert.sameMembers(
      answers.map((answer) => answer.status()),
      [303, 422, 422, 422]
    )
    const later = await new Visitor(client, NORDLYS).post('/support-access', { code })
    later.assertStatus(422)
    assert.include(later.text(), 'This code opens nothing.')
    const actions = await auditActions(nordlys)
    const begun = actions.filter((action) => action === 'support-access.begun')
    assert.lengthOf(begun, 1)
  })

  test('open nothing when they are too old, taken back, of another clinic, or their maker may make none any more', async (context) => {
    const { client, assert } = context
    const { ida, mads, nordlys, sydhavn } = await openClinic()
    await switchOn(sydhavn, 'support-access')
    const [own, back, left, old] = [
      await aCode(ida),
      await aCode(ida),
      await aCode(mads),
      await aCode(ida),
    ]
    await at(nordlys, () =>
      back.grant.end({ by: { member: ida.member, address: null }, how: 'withdrawn' })
    )
    await at(nordlys, () =>
      mads.member.changeRole('practitioner', { member: ida.member, address: null })
    )
    const at2 = async (host: string, code: string) => {
      const answer = await new Visitor(client, host).post('/support-access', { code })
      return answer.status()
    }
    assert.deepEqual(
      [await at2(SYDHAVN, own.code), await at2(NORDLYS, back.code), await at2(NORDLYS, left.code)],
      [422, 422, 422]
    )
    letPass(CODE_HOLDS_MINUTES * MINUTE, context)
    assert.equal(await at2(NORDLYS, old.code), 422)
  })

  test('cannot be guessed: whoever tries waits, and the owners hear of it once', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await openClinic()
    const guest = new Visitor(client, NORDLYS)
    const answers = []
    for (let nr = 0; nr < 8; nr++) {
      const answer = await guest.post('/support-access', { code: `AAAA-BBBB-CCCC-DDD${nr}` })
      answers.push(answer.status())
    }
    assert.deepEqual(answers, [422, 422, 422, 422, 422, 429, 429, 429])
    const { code } = await aCode(ida)
    const right = await guest.post('/support-access', { code })
    right.assertStatus(429)
    const events = await auditEvents(nordlys)
    const actions = events.map(({ action }) => action)
    assert.lengthOf(
      actions.filter((action) => action === 'support-access.guessed'),
      5
    )
    assert.lengthOf(
      actions.filter((action) => action === 'support-access.alarmed'),
      1
    )
    assert.notInclude(JSON.stringify(events), 'AAAA')
    const mails = await mailsOf(nordlys)
    const alarms = mails.filter(({ subject }) => subject!.startsWith('Somebody guesses codes'))
    assert.deepEqual(
      alarms.map(({ recipient }) => recipient),
      ['ida@nordlys.test']
    )
    const overview = await client.get('/settings/security-overview').as(ida)
    assert.include(overview.text(), 'Temporary codes for helpers')
  })
})

test.group('Help', () => {
  test('ends by itself to the second', async (context) => {
    const { client, assert } = context
    const { ida, nordlys } = await openClinic()
    const { helper, grant } = await aHelper(client, ida, { minutes: 5 })
    letPass(5 * MINUTE - 2_000, context)
    const last = await helper.get('/settings/services')
    last.assertStatus(200)
    letPass(2_000, context)
    const over = await helper.get('/settings/services')
    assert.match(over.header('location')!, /^\/sign-in/)
    await at(nordlys, () => Grant.closeOver())
    await at(nordlys, () => grant.refresh())
    assert.deepEqual([grant.how, grant.endedAt], ['time', grant.endsAt])
    const mails = await mailsOf(nordlys)
    assert.equal(mails.at(-1)!.subject, 'The report of the help is ready: Nordlys Fysioterapi')
  })

  test('is over when its maker may give none any more', async ({ client, assert }) => {
    const { mads, nordlys } = await openClinic()
    await at(nordlys, () => mads.member.merge({ role: 'administrator' }).save())
    const { helper } = await aHelper(client, mads)
    const open = await helper.get('/settings/services')
    open.assertStatus(200)
    await at(nordlys, () => mads.member.merge({ role: 'practitioner' }).save())
    const out = await helper.get('/settings/services')
    assert.match(out.header('location')!, /^\/sign-in/)
  })

  test('leaves the names at which the clinic answers to its members', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await openClinic()
    const { helper } = await aHelper(client, ida, { mayChange: true })
    const form = { name: 'Nordlys', locale: 'en', timeZone: 'Europe/Copenhagen', currency: 'DKK' }
    const own = await hostsOf(nordlys)
    const telling = [...own, 'elsewhere.test'].join('\n')
    const refused = await helper.put('/settings/clinic', { ...form, hosts: telling })
    refused.assertStatus(422)
    refused.assertTextIncludes('Host names are changed by members of the clinic')
    assert.deepEqual(await hostsOf(nordlys), own)
    const saved = await helper.put('/settings/clinic', { ...form, hosts: own.join('\n') })
    saved.assertHeader('location', '/settings/clinic')
  })

  test('ends at once, for every session, when a member says so, when the helper leaves, or when the plugin goes off', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await openClinic()
    const first = await aHelper(client, ida)
    const ended = await client.post(`/support-access/grants/${first.grant.id}/ending`).as(ida)
    ended.assertStatus(303)
    assert.isEmpty(Sessions.instance.ofMember(nordlys.id, first.grant.id))
    const second = await aHelper(client, ida)
    await second.helper.post('/sign-out')
    const third = await aHelper(client, ida)
    await switchOff(nordlys, 'support-access')
    for (const { helper } of [first, second, third]) {
      const out = await helper.get('/settings/services')
      assert.match(out.header('location')!, /^\/sign-in/)
    }
    const grants = await at(nordlys, () => Grant.query().orderBy('createdAt'))
    assert.deepEqual(
      grants.map(({ how }) => how),
      ['member', 'helper', null]
    )
  })

  test('ends with its maker', async ({ client, assert }) => {
    const { ida, mads, nordlys } = await openClinic()
    const { helper } = await aHelper(client, mads)
    await at(nordlys, () => mads.member.deactivate({ member: ida.member, address: null }))
    const out = await helper.get('/settings/services')
    out.assertStatus(302)
    const grant = await at(nordlys, () => Grant.firstOrFail())
    assert.equal(grant.how, 'member')
  })
})
