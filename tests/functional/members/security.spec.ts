import { test } from '@japa/runner'
import { Settings as Clock } from 'luxon'
import { clinicClient } from '#clinics/database'
import { Sessions } from '#clinics/sessions'
import Member from '#models/member'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { letPass } from '#tests/clock'
import { linkInLastMail, mailsOf, setUpMail } from '#tests/mails'
import { at, countQueries, NORDLYS, PASSWORD, people, type Person, SYDHAVN } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'
import { COOKIE, Visitor } from '#tests/visitor'

const MINUTE = 60_000
const DAY = 86_400_000

function sessionsOf({ clinic, member }: Person) {
  return Sessions.instance.ofMember(clinic.id, member.id)
}

async function isSignedIn(visitor: Visitor) {
  const page = await visitor.get('/profile')
  return page.status() === 200
}

test.group('Sessions', () => {
  test('are listed with device, browser, address and times, this one marked', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const agent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
    await client
      .post('/sign-in')
      .at(NORDLYS)
      .header('user-agent', agent)
      .form({ email: 'ida@nordlys.test', password: PASSWORD })

    const page = await Visitor.as(client, ida).get('/security')

    assert.include(page.text(), 'Chrome · Linux')
    assert.include(page.text(), 'Safari · iOS')
    assert.include(page.text(), '127.0.0.1 · last seen')
    assert.lengthOf(page.text().match(/This one/g)!, 1)
    assert.isBelow(page.text().indexOf('This one'), page.text().indexOf('Safari · iOS'))
  })

  test('are signed out one by one, by their member only', async ({ client, assert }) => {
    const { nordlys, ida, mads, freja } = await people()
    const [here, there] = [Visitor.as(client, ida), Visitor.as(client, ida)]
    await here.get('/security')
    const page = await here.get('/security')
    const [, key] = page.text().match(/\/security\/sessions\/([\w-]+)\?/)!

    for (const stranger of [mads, freja]) {
      const response = await Visitor.as(client, stranger).delete(`/security/sessions/${key}`)
      response.assertStatus(404)
    }
    assert.isTrue(await isSignedIn(there))

    const response = await here.delete(`/security/sessions/${key}`)
    response.assertStatus(303)
    assert.isFalse(await isSignedIn(there))
    assert.isTrue(await isSignedIn(here))
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'session.revoked',
      member_id: ida.member.id,
      details: { count: 1 },
    })
  })

  test('are signed out all but this one', async ({ client, assert }) => {
    const { ida, mads } = await people()
    const here = Visitor.as(client, ida)
    const others = [Visitor.as(client, ida), Visitor.as(client, ida)]
    const colleague = Visitor.as(client, mads)

    await here.delete('/security/sessions')

    assert.isTrue(await isSignedIn(here))
    assert.isFalse(await isSignedIn(others[0]))
    assert.isFalse(await isSignedIn(others[1]))
    assert.isTrue(await isSignedIn(colleague))
    assert.lengthOf(sessionsOf(ida), 1)
  })

  test('one that was signed out is not written back by a request in flight', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const [here, there] = [Visitor.as(client, ida), Visitor.as(client, ida)]
    const slow = there.put('/security', { idleMinutes: 15 })
    await here.delete('/security/sessions')
    await slow

    assert.isFalse(await isSignedIn(there))
    assert.lengthOf(sessionsOf(ida), 1)
  })

  test('take one read, one query, and hardly ever a write', async ({ client, assert }) => {
    const { ida } = await people()
    const visitor = Visitor.as(client, ida)
    await visitor.get('/profile')
    const [before] = sessionsOf(ida)

    assert.equal(await countQueries(() => visitor.get('/profile')), 1)
    assert.deepEqual(sessionsOf(ida), [before])
  })
})

test.group('Session cookie', () => {
  test('is sent once, outlives the browser, and no stranger gets one', async ({
    client,
    assert,
  }) => {
    await people()
    const stranger = await client.get('/sign-in').at(NORDLYS)
    assert.isUndefined(stranger.header('set-cookie'))

    const signedIn = await client
      .post('/sign-in')
      .at(NORDLYS)
      .form({ email: 'ida@nordlys.test', password: PASSWORD })
    // Of this header there may be several, which the types do not know.
    const lines = [signedIn.header('set-cookie')].flat() as unknown as string[]
    const own = lines.filter((line) => line.startsWith(COOKIE))
    assert.lengthOf(own, 1)
    assert.match(own[0], /; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)

    const cookie = signedIn.cookie(COOKIE)!.value
    const home = await client.get('/').at(NORDLYS).cookie(COOKIE, cookie)
    assert.isUndefined(home.header('set-cookie'))
    const over = await client.get('/sign-in').at(NORDLYS).cookie(COOKIE, crypto.randomUUID())
    assert.match(String(over.header('set-cookie')), /Max-Age=-1|Expires=Thu, 01 Jan 1970/)
  })
})

test.group('Automatic sign-out', () => {
  test('comes after the chosen time without a request', async (context) => {
    const { client, assert } = context
    const { nordlys, ida } = await people()
    const [visitor, other] = [Visitor.as(client, ida), Visitor.as(client, ida)]

    const response = await visitor.put('/security', { idleMinutes: 15 })
    response.assertStatus(303)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'automatic_sign_out.changed',
      details: { minutes: 15 },
    })

    letPass(14 * MINUTE, context)
    assert.isTrue(await isSignedIn(visitor))
    letPass(14 * MINUTE, context)
    assert.isTrue(await isSignedIn(visitor), 'the request before was a sign of life')
    assert.isFalse(await isSignedIn(other), 'the choice holds for every device')
    letPass(16 * MINUTE, context)
    assert.isFalse(await isSignedIn(visitor))
  })

  test('is 24 hours at first, and one of the choices', async (context) => {
    const { client, assert } = context
    const { ida } = await people()
    const visitor = Visitor.as(client, ida)
    for (const idleMinutes of [14, 0, -15, 10_081, 'always']) {
      const response = await visitor.put('/security', { idleMinutes })
      response.assertStatus(422)
    }
    letPass(23 * 60 * MINUTE, context)
    assert.isTrue(await isSignedIn(visitor))
    letPass(25 * 60 * MINUTE, context)
    assert.isFalse(await isSignedIn(visitor))
  })

  test('comes after 30 days in any case', async (context) => {
    const { client, assert } = context
    const { ida } = await people()
    const visitor = Visitor.as(client, ida)
    await visitor.put('/security', { idleMinutes: 10_080 })
    for (let day = 6; day < 30; day += 6) {
      letPass(6 * DAY, context)
      assert.isTrue(await isSignedIn(visitor), `after ${day} days`)
    }
    letPass(6 * DAY + MINUTE, context)
    assert.isFalse(await isSignedIn(visitor))
  })

  test('comes sooner where a plugin asks for it', async (context) => {
    const { client, assert } = context
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'guestbook')
    const visitor = Visitor.as(client, ida)
    const page = await visitor.get('/security')
    assert.include(page.text(), 'you are signed out after 2 hours')

    letPass(121 * MINUTE, context)
    const other = new Visitor(client, NORDLYS, visitor.cookie)
    assert.isFalse(await isSignedIn(visitor))
    assert.isFalse(await isSignedIn(other), 'coming back does not bring the session back')
    assert.lengthOf(sessionsOf(ida), 0)
  })

  test('is counted from the page that is looked at', async (context) => {
    const { client, assert } = context
    const { nordlys, ida } = await people()
    await at(nordlys, () => ida.member.merge({ idleMinutes: 15 }).save())
    const visitor = Visitor.as(client, ida)

    letPass(10 * MINUTE, context)
    const page = await visitor.get('/profile')
    assert.include(page.text(), `data-session-end-seconds-value="${15 * 60 + 30}"`)
  })

  test('a script that only looks is no sign of life; a page visit and a POST are', async (context) => {
    const { client, assert } = context
    const { ida } = await people()
    const visitor = Visitor.as(client, ida)
    const seen = () => sessionsOf(ida)[0].seen_at
    const get = (headers: Record<string, string>) => {
      const request = client.get('/session-time').at(NORDLYS).cookie(COOKIE, visitor.cookie!)
      for (const [name, value] of Object.entries(headers)) request.header(name, value)
      return request
    }
    const before = seen()
    letPass(5 * MINUTE, context)

    const looked = await get({ 'sec-fetch-dest': 'empty' })
    assert.equal(looked.body().seconds, 24 * 3600 + 30 - 300)
    await get({ 'sec-fetch-dest': 'empty', 'x-turbo-request-id': '1', 'turbo-frame': 'list' })
    assert.equal(seen(), before)

    await get({ 'sec-fetch-dest': 'empty', 'x-turbo-request-id': '1' })
    assert.equal(seen(), Clock.now())
    letPass(MINUTE, context)
    await get({ 'sec-fetch-dest': 'document' })
    assert.equal(seen(), Clock.now())
    letPass(MINUTE, context)
    const told = await visitor.post('/session-time')
    told.assertStatus(204)
    assert.equal(seen(), Clock.now())
  })
})

test.group('Password', () => {
  test('is changed, ends the other sessions, and the member is told', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await setUpMail(nordlys)
    const [here, there] = [Visitor.as(client, ida), Visitor.as(client, ida)]

    const weak = await here.put('/security/password', { password: 'idalund12345' })
    weak.assertStatus(422)
    const response = await here.put('/security/password', { password: 'åh, seven herons' })

    response.assertStatus(303)
    assert.isTrue(await isSignedIn(here))
    assert.isFalse(await isSignedIn(there))
    const decomposed = 'åh, seven herons'.normalize('NFD')
    const signedIn = await new Visitor(client, NORDLYS).post('/sign-in', {
      email: 'ida@nordlys.test',
      password: decomposed,
    })
    signedIn.assertHeader('location', '/')
    const [mail] = await mailsOf(nordlys)
    assert.equal(mail.recipient, 'ida@nordlys.test')
    assert.include(mail.text, 'Your password was changed.')
    assert.notInclude(JSON.stringify(await auditActions(nordlys)), 'herons')
  })
})

test.group('E-mail address', () => {
  test('changes when the new address confirms it, and the old one is told', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await setUpMail(nordlys)
    const visitor = Visitor.as(client, ida)

    await visitor.post('/security/email', { email: 'Ida@Elsewhere.test' })
    const { path } = await linkInLastMail(nordlys)
    const security = await visitor.get('/security')
    assert.include(security.text(), 'Waiting for ida@elsewhere.test to be confirmed.')
    const opened = await new Visitor(client, NORDLYS).get(path)
    opened.assertStatus(200)
    await at(nordlys, () => ida.member.refresh())
    assert.equal(ida.member.email, 'ida@nordlys.test', 'opening the link alone changes nothing')

    const foreign = await new Visitor(client, SYDHAVN).post(path)
    foreign.assertStatus(404)
    const confirmed = await new Visitor(client, NORDLYS).post(path)
    confirmed.assertStatus(303)
    const again = await new Visitor(client, NORDLYS).post(path)
    again.assertStatus(404)

    await at(nordlys, () => ida.member.refresh())
    assert.equal(ida.member.email, 'ida@elsewhere.test')
    const mails = await mailsOf(nordlys)
    assert.deepEqual(
      mails.map(({ recipient }) => recipient),
      ['ida@elsewhere.test', 'ida@nordlys.test']
    )
    assert.include(mails[1].text, 'The address that you sign in with was changed.')
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'email.changed',
      details: { before: 'ida@nordlys.test', after: 'ida@elsewhere.test' },
    })
  })

  test('is refused when somebody has it, also when that happens in the meantime', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, mads } = await people()
    await setUpMail(nordlys)
    const visitor = Visitor.as(client, ida)
    const taken = await visitor.post('/security/email', { email: 'mads@nordlys.test' })
    taken.assertStatus(422)
    const same = await visitor.post('/security/email', { email: 'IDA@nordlys.test' })
    same.assertStatus(422)

    await visitor.post('/security/email', { email: 'new@nordlys.test' })
    const { path } = await linkInLastMail(nordlys)
    await at(nordlys, () => mads.member.merge({ email: 'new@nordlys.test' }).save())
    const late = await new Visitor(client, NORDLYS).post(path)
    late.assertStatus(404)
    assert.isNotNull(await at(nordlys, () => Member.withEmail('ida@nordlys.test')))
  })

  test('the older request and the one taken back are worth nothing', async ({ client }) => {
    const { nordlys, ida } = await people()
    await setUpMail(nordlys)
    const visitor = Visitor.as(client, ida)
    const ask = async (email: string) => {
      await visitor.post('/security/email', { email })
      const { path } = await linkInLastMail(nordlys)
      return path
    }
    const [first, second] = [await ask('one@nordlys.test'), await ask('two@nordlys.test')]
    const older = await visitor.post(first)
    older.assertStatus(404)
    await visitor.delete('/security/email')
    const takenBack = await visitor.post(second)
    takenBack.assertStatus(404)
  })

  test('changes at once where no mail server is set up', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    await Visitor.as(client, ida).post('/security/email', { email: 'ida@elsewhere.test' })
    await at(nordlys, () => ida.member.refresh())
    assert.equal(ida.member.email, 'ida@elsewhere.test')
  })
})

test.group('Profile', () => {
  test('has a name and a language of one’s own', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const visitor = Visitor.as(client, ida)

    const response = await visitor.put('/profile', { name: 'Ida Lund Juhl', locale: 'da' })
    response.assertStatus(303)
    const page = await visitor.get('/profile')
    assert.include(page.text(), 'Din profil er gemt.')
    assert.include(page.text(), 'value="Ida Lund Juhl"')
    await visitor.put('/profile', { name: 'Ida Lund Juhl', locale: '' })
    const clinics = await visitor.get('/profile')
    assert.include(clinics.text(), 'Your profile is saved.')
    const wrong = await visitor.put('/profile', { name: 'I', locale: 'de' })
    wrong.assertStatus(422)
    assert.deepEqual(await auditActions(nordlys), [
      'member.profile_changed',
      'member.profile_changed',
    ])
  })
})

test.group('A demanded second factor', () => {
  test('lets a member without one get no further than where it is set up', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const visitor = Visitor.as(client, ida, { has_factor: false })
    assert.isTrue(await isSignedIn(visitor))
    await switchOn(nordlys, 'crumbling')

    const clients = await visitor.get('/clients')
    clients.assertHeader('location', '/security')
    const security = await visitor.get('/security')
    assert.include(security.text(), 'A second step is needed here')
    const setUp = await visitor.get('/security/authenticator')
    setUp.assertStatus(200)

    await at(nordlys, () =>
      clinicClient()
        .from('members')
        .where('id', ida.member.id)
        .update({ totp_confirmed_at: new Date().toISOString() })
    )
    const after = await visitor.get('/clients')
    after.assertStatus(200)
    await switchOff(nordlys, 'crumbling')
  })
})
