import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { lastAuditEvent } from '#tests/audit'
import { letPass } from '#tests/clock'
import { linkInLastMail, mailsOf, takeMailAway } from '#tests/mails'
import { at, NORDLYS, PASSWORD, type Person } from '#tests/people'
import { Visitor } from '#tests/visitor'
import SignIn from '../../models/sign_in.js'
import { rulesOn, strictClinic } from '../setting.js'

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const MINUTE = 60_000
const DAY = 86_400_000
const LONG = 'a violet lantern under the seventh bridge'

/** Somebody signs in with this person's password, in Firefox. */
async function signInAs({ member }: Person, client: ApiClient, password = PASSWORD) {
  const visitor = new Visitor(client, NORDLYS)
  const form = { email: member.email, password }
  const answer = await client.post('/sign-in').at(NORDLYS).form(form).header('user-agent', AGENT)
  visitor.cookie = answer.cookie('fortrolig_session')?.value
  return visitor
}

test.group('Strict mode: a notice at each sign-in', () => {
  test('tells the member when, where and with what, and the owners of some roles', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads } = await strictClinic({
      sign_in_notices: { roles: ['administrator'] },
    })
    const visitor = await signInAs(signe, client)
    const home = await visitor.get('/clients')
    home.assertStatus(200)
    const [own, ...others] = await mailsOf(nordlys)
    assert.lengthOf(others, 0)
    assert.equal(own.recipient, 'signe@nordlys.test')
    assert.equal(own.subject, 'You signed in to Nordlys Fysioterapi')
    assert.match(own.text!, /Firefox · Linux, from 127\.0\.0\.1/)

    await signInAs(mads, client)
    const mails = await mailsOf(nordlys)
    assert.sameMembers(
      mails.slice(1).map(({ recipient }) => recipient),
      ['mads@nordlys.test', 'ida@nordlys.test']
    )
    const toIda = mails.find(({ recipient }) => recipient === 'ida@nordlys.test')!
    assert.include(toIda.text!, 'Mads Holm signed in')
    assert.notInclude(toIda.text!, '/strict-mode/not-me/')
  })

  test('lets the member end all sessions with one click, and set a new password', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await strictClinic({ sign_in_notices: { roles: [] } })
    const [thief, before] = [await signInAs(signe, client), Visitor.as(client, signe)]
    const { path } = await linkInLastMail(nordlys)

    // A mail program that looks at the link changes nothing.
    const page = await client.get(path).at(NORDLYS)
    page.assertStatus(200)
    assert.include(page.text(), 'Firefox · Linux')
    const still = await thief.get('/clients')
    still.assertStatus(200)

    const ended = await client.post(path).at(NORDLYS)
    ended.assertStatus(303)
    const reset = ended.header('location')!
    assert.match(reset, /^\/password-reset\//)
    for (const visitor of [thief, before]) {
      const out = await visitor.get('/clients')
      assert.match(out.header('location')!, /^\/sign-in/)
    }
    const again = await signInAs(signe, client)
    const refused = await again.get('/clients')
    assert.match(refused.header('location')!, /^\/sign-in/)

    await client.put(reset).at(NORDLYS).form({ password: LONG })
    const back = await signInAs(signe, client, LONG)
    const home = await back.get('/clients')
    home.assertStatus(200)
    const twice = await client.post(path).at(NORDLYS)
    twice.assertStatus(404)
  })

  test('lets whoever has an old notice end all sessions, and mails the member a link', async (context) => {
    const { client, assert } = context
    const { nordlys, signe } = await strictClinic({ sign_in_notices: { roles: [] } })
    await signInAs(signe, client)
    const { path } = await linkInLastMail(nordlys)
    letPass(61 * MINUTE, context)
    const thief = Visitor.as(client, signe)
    const still = await thief.get('/clients')
    still.assertStatus(200)

    const finder = new Visitor(client, NORDLYS)
    const page = await finder.get(path)
    assert.include(page.text(), 'goes to your own mailbox')
    const ended = await finder.post(path)
    ended.assertStatus(303)
    ended.assertHeader('location', '/sign-in')
    const told = await finder.get('/sign-in')
    assert.include(told.text(), 'is on its way to your mailbox')
    const out = await thief.get('/clients')
    assert.match(out.header('location')!, /^\/sign-in/)

    const mails = await mailsOf(nordlys)
    assert.equal(mails.at(-1)!.recipient, signe.member.email)
    const reset = await linkInLastMail(nordlys)
    assert.match(reset.path, /^\/password-reset\//)
    const saved = await client.put(reset.path).at(NORDLYS).form({ password: LONG })
    saved.assertStatus(303)
    const back = await signInAs(signe, client, LONG)
    const home = await back.get('/clients')
    home.assertStatus(200)
  })

  test('takes the link itself for a proof within the hour, and mails no other', async (context) => {
    const { client, assert } = context
    const { nordlys, signe } = await strictClinic({ sign_in_notices: { roles: [] } })
    await signInAs(signe, client)
    const { path } = await linkInLastMail(nordlys)
    letPass(59 * MINUTE, context)
    const ended = await client.post(path).at(NORDLYS)
    assert.match(ended.header('location')!, /^\/password-reset\//)
    const mails = await mailsOf(nordlys)
    assert.equal(mails.at(-1)!.recipient, 'ida@nordlys.test')
  })

  test('says whom to ask where no link can be mailed any more', async (context) => {
    const { client, assert } = context
    const { nordlys, signe } = await strictClinic({ sign_in_notices: { roles: [] } })
    await signInAs(signe, client)
    const { path } = await linkInLastMail(nordlys)
    letPass(61 * MINUTE, context)
    await takeMailAway(nordlys)
    const finder = new Visitor(client, NORDLYS)
    const ended = await finder.post(path)
    ended.assertHeader('location', '/sign-in')
    const told = await finder.get('/sign-in')
    assert.include(told.text(), 'ask a colleague who manages the members')
  })

  test('tells the owners that it was somebody else, and writes it down', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await strictClinic({ sign_in_notices: { roles: [] } })
    await signInAs(signe, client)
    const { path } = await linkInLastMail(nordlys)
    await client.post(path).at(NORDLYS)
    const mails = await mailsOf(nordlys)
    assert.equal(mails.at(-1)!.recipient, 'ida@nordlys.test')
    assert.include(mails.at(-1)!.text!, 'Signe Dahl says: this sign-in was not me')
    const event = await lastAuditEvent(nordlys)
    assert.equal(event.action, 'password.voided')
    assert.equal(event.subject_id, signe.member.id)
  })

  test('comes only while the rule is on, and is forgotten after a month', async (context) => {
    const { client, assert } = context
    const { nordlys, signe } = await strictClinic()
    await signInAs(signe, client)
    assert.lengthOf(await mailsOf(nordlys), 0)
    await rulesOn(nordlys, { sign_in_notices: { roles: [] } })
    await signInAs(signe, client)
    const { path } = await linkInLastMail(nordlys)

    letPass(15 * DAY, context)
    const late = await client.get(path).at(NORDLYS)
    late.assertStatus(404)
    await at(nordlys, async () => {
      await SignIn.tidy()
      assert.lengthOf(await SignIn.all(), 1)
      letPass(16 * DAY, context)
      await SignIn.tidy()
      assert.lengthOf(await SignIn.all(), 0)
    })
  })
})

test.group('Strict mode: passwords', () => {
  test('are long when they are set', async ({ client, assert }) => {
    const { signe } = await strictClinic({ passwords: { characters: 30 } })
    const page = await client.get('/security/password').as(signe)
    assert.include(page.text(), 'At least 30 characters.')
    const short = await client
      .put('/security/password')
      .form({ password: 'nine pale otters at dusk' })
      .as(signe)
    short.assertStatus(422)
    assert.include(short.text(), 'must have at least 30 characters')
    const long = await client.put('/security/password').form({ password: LONG }).as(signe)
    long.assertStatus(303)
  })

  test('that are shorter are changed after the next sign-in, and disturb nobody before', async ({
    client,
    assert,
  }) => {
    const { signe } = await strictClinic({ passwords: { characters: PASSWORD.length + 1 } })
    const working = await client.get('/clients').as(signe)
    working.assertStatus(200)

    const visitor = await signInAs(signe, client)
    const kept = await visitor.get('/clients')
    kept.assertHeader('location', '/security/password')
    const page = await visitor.get('/security/password')
    assert.include(page.text(), 'Choose a longer password first')
    await visitor.put('/security/password', { password: LONG })
    const on = await visitor.get('/clients')
    on.assertStatus(200)
    const anew = await signInAs(signe, client, LONG)
    const home = await anew.get('/clients')
    home.assertStatus(200)
  })

  test('that are long enough are let in at once', async ({ client, assert }) => {
    const { signe, ida } = await strictClinic({ passwords: { characters: PASSWORD.length } })
    const visitor = await signInAs(signe, client)
    const home = await visitor.get('/clients')
    home.assertStatus(200)
    const page = await client.get('/strict-mode').as(ida)
    assert.include(page.text(), '1 of 4 members have signed in since')
    assert.include(page.text(), 'Not yet: Ida Lund, Jonas Berg, Mads Holm')
  })
})
