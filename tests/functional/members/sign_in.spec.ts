import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import { Sessions } from '#clinics/sessions'
import { Attempts } from '#members/attempts'
import { auditActions, lastAction, lastAuditEvent } from '#tests/audit'
import { letPass } from '#tests/clock'
import { at, NORDLYS, PASSWORD, people, SYDHAVN } from '#tests/people'

const ida = { email: 'ida@nordlys.test', password: PASSWORD }
const COOKIE = 'fortrolig_session'

test.group('Sign-in', () => {
  test('with e-mail and password, under a new session id, and it is in the audit log', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida: person } = await people()
    const planted = crypto.randomUUID()
    const response = await client
      .post('/sign-in')
      .at(NORDLYS)
      .cookie(COOKIE, planted)
      .form({ ...ida, email: ' Ida@Nordlys.TEST ' })

    response.assertStatus(303)
    response.assertHeader('location', '/')
    const session = response.cookie(COOKIE)!.value
    assert.notEqual(session, planted)
    const home = await client.get('/').at(NORDLYS).cookie(COOKIE, session)
    home.assertStatus(200)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'session.started',
      member_id: person.member.id,
      details: { proofs: ['password'] },
    })
  })

  test('goes on to the page that was asked for, and never to another site', async ({
    client,
    assert,
  }) => {
    await people()
    const wanted = {
      '/clients?page=2': '/clients?page=2',
      '//elsewhere.test/x': '/',
      '/\\elsewhere.test': '/',
      'https://elsewhere.test': '/',
      '/\t/elsewhere.test': '/',
      '/./\\elsewhere.test': '/',
      '/sign-in?next=/': '/',
      '': '/',
    }
    for (const [next, location] of Object.entries(wanted)) {
      const response = await client
        .post('/sign-in')
        .at(NORDLYS)
        .form({ ...ida, next })
      assert.equal(response.header('location'), location, next)
    }
  })

  test('says the same, after the same work, for a wrong password, an unknown address and a deactivated member', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { nordlys, mads } = await people()
    await at(nordlys, () => mads.member.merge({ deactivatedAt: mads.member.createdAt }).save())
    await client.post('/sign-in').at(NORDLYS).form(ida)
    const argon = hash.use('argon')
    const calls = { make: 0, verify: 0 }
    for (const name of ['make', 'verify'] as const) {
      const real = argon[name].bind(argon) as (...words: string[]) => Promise<never>
      argon[name] = (...words: string[]) => (calls[name]++, real(...words))
      cleanup(() => void (argon[name] = real))
    }
    const answers = []
    for (const [email, password] of [
      [ida.email, 'wrong'],
      ['nobody@nordlys.test', PASSWORD],
      [mads.member.email, PASSWORD],
    ]) {
      Object.assign(calls, { make: 0, verify: 0 })
      const response = await client.post('/sign-in').at(NORDLYS).form({ email, password })
      answers.push({
        status: response.status(),
        words: response.text().replaceAll(email, ''),
        calls: { ...calls },
        audit: await lastAction(nordlys),
      })
    }

    assert.include(answers[0].words, 'The e-mail address or the password is not right.')
    assert.deepInclude(answers[0], {
      status: 422,
      calls: { make: 0, verify: 1 },
      audit: 'sign_in.failed',
    })
    assert.deepEqual(answers[1], answers[0])
    assert.deepEqual(answers[2], answers[0])
  })

  test('gives back what was typed, and never the password', async ({ client, assert }) => {
    await people()
    const response = await client
      .post('/sign-in')
      .at(NORDLYS)
      .form({ email: 'ida@nordlys.test', password: 'something else', next: '/clients' })

    assert.include(response.text(), 'value="ida@nordlys.test"')
    assert.include(response.text(), 'value="/clients"')
    assert.notInclude(response.text(), 'something else')
  })

  test('one clinic’s member is a stranger at the next', async ({ client, assert }) => {
    const { sydhavn } = await people()
    const response = await client.post('/sign-in').at(SYDHAVN).form(ida)

    response.assertStatus(422)
    assert.deepEqual(await auditActions(sydhavn), ['sign_in.failed'])
  })

  test('signing out leaves the storage to a script that keeps what was not sent yet', async ({
    client,
    assert,
  }) => {
    const { ida: person } = await people()
    const response = await client.post('/sign-out').as(person).form({ keep: 'unsent' })
    response.assertHeader('clear-site-data', '"cache"')
    const other = await client.post('/sign-out').as(person).form({ keep: 'everything' })
    assert.equal(other.header('clear-site-data'), '"cache", "storage"')
  })

  test('signing out ends the session on the server and empties the browser', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida: person } = await people()
    const signedIn = await client.post('/sign-in').at(NORDLYS).form(ida)
    const session = signedIn.cookie(COOKIE)!.value

    const response = await client.post('/sign-out').at(NORDLYS).cookie(COOKIE, session)

    response.assertStatus(303)
    response.assertHeader('location', '/sign-in')
    response.assertHeader('clear-site-data', '"cache", "storage"')
    assert.isEmpty(Sessions.instance.ofMember(nordlys.id, person.member.id))
    const after = await client.get('/').at(NORDLYS).cookie(COOKIE, session)
    after.assertStatus(302)
    assert.equal(await lastAction(nordlys), 'session.ended')
  })
})

test.group('Sign-in, too often', () => {
  test('waits longer after each failure, says how long, and survives a restart', async (context) => {
    const { client, assert } = context
    const { nordlys } = await people()
    const answerTo = async (password: string) => {
      const response = await client
        .post('/sign-in')
        .at(NORDLYS)
        .form({ ...ida, password })
      return { status: response.status(), wait: response.text().match(/Try again in [^.]+/)?.[0] }
    }
    const refused = { status: 422, wait: undefined }

    for (let failure = 1; failure <= 5; failure++)
      assert.deepEqual(await answerTo('wrong'), refused)
    assert.deepEqual(await answerTo('wrong'), { status: 429, wait: 'Try again in 30 seconds' })
    assert.lengthOf(await auditActions(nordlys), 5)

    Attempts.close()
    assert.deepEqual(await answerTo(PASSWORD), { status: 429, wait: 'Try again in 30 seconds' })

    letPass(31_000, context)
    assert.deepEqual(await answerTo('wrong'), refused)
    assert.deepEqual(await answerTo('wrong'), { status: 429, wait: 'Try again in 60 seconds' })
    letPass(61_000, context)
    assert.deepEqual(await answerTo('wrong'), refused)
    assert.deepEqual(await answerTo('wrong'), { status: 429, wait: 'Try again in 2 minutes' })
    letPass(121_000, context)
    assert.deepEqual(await answerTo(PASSWORD), { status: 303, wait: undefined })
    assert.deepEqual(await answerTo('wrong'), refused)
  })

  test('treats an unknown account the same', async ({ client, assert }) => {
    await people()
    const stranger = { email: 'nobody@nordlys.test', password: 'wrong' }
    for (let failure = 1; failure <= 5; failure++) {
      const response = await client.post('/sign-in').at(NORDLYS).form(stranger)
      response.assertStatus(422)
    }

    const sixth = await client.post('/sign-in').at(NORDLYS).form(stranger)
    assert.include(sixth.text(), 'Too many attempts. Try again in 30 seconds.')
  })

  test('guesses that arrive together are counted before they are looked at', async ({
    client,
    assert,
  }) => {
    await people()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        client.post('/sign-in').at(NORDLYS).form({ email: ida.email, password: 'wrong' })
      )
    )

    assert.lengthOf(
      answers.filter((answer) => answer.status() === 422),
      5
    )
    assert.lengthOf(
      answers.filter((answer) => answer.status() === 429),
      7
    )
  })

  test('one address cannot try many accounts, and other addresses may still sign in', async ({
    client,
    assert,
  }) => {
    await people()
    const statuses = []
    for (let account = 0; account <= 30; account++) {
      const response = await client
        .post('/sign-in')
        .at(NORDLYS)
        .form({ email: `nobody-${account}@nordlys.test`, password: 'wrong' })
      statuses.push(response.status())
    }

    assert.deepEqual(statuses, [...Array(30).fill(422), 429])
  })
})
