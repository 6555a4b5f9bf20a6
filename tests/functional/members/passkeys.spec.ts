import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import Passkey from '#models/passkey'
import { lastAuditEvent } from '#tests/audit'
import { Authenticator, optionsIn } from '#tests/authenticator'
import { letPass } from '#tests/clock'
import { at, NORDLYS, PASSWORD, people, type Person, SYDHAVN } from '#tests/people'
import { Visitor } from '#tests/visitor'

const ORIGIN = `http://${NORDLYS}`

/** Adds a passkey to a person's account through the page. */
async function addPasskey(client: ApiClient, person: Person, name = 'Phone') {
  const device = new Authenticator(`http://${person.host}`)
  const visitor = Visitor.as(client, person)
  const page = await visitor.get('/security/passkeys/new')
  const response = await visitor.post('/security/passkeys', {
    name,
    passkey: device.create(optionsIn(page.text())),
  })
  response.assertStatus(303)
  return device
}

async function signInOptions(visitor: Visitor) {
  const response = await visitor.post('/sign-in/passkey/challenge')
  return response.body()
}

test.group('Passkeys', () => {
  test('are added under a name, and recovery codes with the first', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const device = new Authenticator(ORIGIN)
    const visitor = Visitor.as(client, ida)
    const page = await visitor.get('/security/passkeys/new')
    const options = optionsIn(page.text())
    assert.deepInclude(options as object, { rp: { name: 'Nordlys Fysioterapi', id: NORDLYS } })

    const response = await visitor.post('/security/passkeys', {
      name: 'Phone',
      passkey: device.create(options),
    })

    response.assertHeader('location', '/security/recovery-codes')
    const [passkey] = await at(nordlys, () => Passkey.all())
    assert.equal(passkey.name, 'Phone')
    assert.equal(passkey.memberId, ida.member.id)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'passkey.added',
      details: { name: 'Phone' },
    })
    const security = await visitor.get('/security')
    assert.include(security.text(), 'Phone')
    assert.include(security.text(), 'not used yet')
  })

  test('are not believed for another origin, another host, an old challenge, or without their user', async (context) => {
    const { client, assert } = context
    const { nordlys, ida } = await people()
    const attempt = async (answer: (options: never, device: Authenticator) => string) => {
      const visitor = Visitor.as(client, ida)
      const page = await visitor.get('/security/passkeys/new')
      const passkey = answer(optionsIn(page.text()) as never, new Authenticator(ORIGIN))
      return visitor.post('/security/passkeys', { name: 'Phone', passkey })
    }
    const lies = [
      { origin: 'http://elsewhere.test' },
      { rpId: 'elsewhere.test' },
      { isVerified: false },
    ]
    for (const lie of lies) {
      const response = await attempt((options, device) => device.create(options, lie))
      response.assertStatus(422)
      assert.include(response.text(), 'The passkey could not be checked.')
    }
    const otherChallenge = await attempt((options, device) =>
      device.create({ ...(options as object), challenge: 'bm90IHRoaXMgb25l' } as never)
    )
    otherChallenge.assertStatus(422)
    const nonsense = await attempt(() => '{"id":1}')
    nonsense.assertStatus(422)

    const late = Visitor.as(client, ida)
    const page = await late.get('/security/passkeys/new')
    letPass(6 * 60_000, context)
    const response = await late.post('/security/passkeys', {
      name: 'Phone',
      passkey: new Authenticator(ORIGIN).create(optionsIn(page.text())),
    })
    response.assertStatus(422)
    assert.lengthOf(await at(nordlys, () => Passkey.all()), 0)
  })

  test('sign in without a password, and say when they were used', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const device = await addPasskey(client, ida)
    const visitor = new Visitor(client, NORDLYS)

    const options = await signInOptions(visitor)
    assert.isEmpty(options.allowCredentials, 'nobody is named')
    const response = await visitor.post('/sign-in/passkey', {
      passkey: device.get(options),
      next: '/profile',
    })

    response.assertHeader('location', '/profile')
    const profile = await visitor.get('/profile')
    profile.assertStatus(200)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'session.started',
      member_id: ida.member.id,
      details: { proofs: ['passkey'] },
    })
    const [passkey] = await at(nordlys, () => Passkey.all())
    assert.isNotNull(passkey.lastUsedAt)
    assert.equal(passkey.counter, 1)
  })

  test('do not sign in with a lie, a used answer, an old counter, or for a deactivated member', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const device = await addPasskey(client, ida)
    const attempt = async (answer: (options: never) => string) => {
      const visitor = new Visitor(client, NORDLYS)
      const passkey = answer((await signInOptions(visitor)) as never)
      const response = await visitor.post('/sign-in/passkey', { passkey })
      return { status: response.status(), passkey }
    }
    const right = await attempt((options) => device.get(options))
    assert.equal(right.status, 303)

    const wrong = [
      await attempt((options) => device.get(options, { origin: 'http://elsewhere.test' })),
      await attempt((options) => device.get(options, { rpId: 'elsewhere.test' })),
      await attempt((options) => device.get(options, { isVerified: false })),
      await attempt((options) => device.get(options, { counter: 1 })),
      await attempt((options) => device.get(options, { userHandle: 'c29tZWJvZHkgZWxzZQ' })),
      await attempt(() => right.passkey),
      await attempt((options) => new Authenticator(ORIGIN).get(options)),
      await attempt(() => 'not JSON'),
    ]
    assert.deepEqual(
      wrong.map(({ status }) => status),
      wrong.map(() => 422)
    )

    await at(nordlys, () => ida.member.merge({ deactivatedAt: ida.member.createdAt }).save())
    const deactivated = await attempt((options) => device.get(options, { counter: 99 }))
    assert.equal(deactivated.status, 422)
  })

  test('of one clinic are unknown at the next', async ({ client, assert }) => {
    const { ida, sydhavn } = await people()
    const device = await addPasskey(client, ida)
    const visitor = new Visitor(client, SYDHAVN)
    const options = await signInOptions(visitor)

    const response = await visitor.post('/sign-in/passkey', {
      passkey: device.get(options, { origin: `http://${SYDHAVN}` }),
    })
    response.assertStatus(422)
    assert.equal((await lastAuditEvent(sydhavn))!.action, 'sign_in.failed')
  })

  test('are the second factor after the password, of the right member', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, mads } = await people()
    const own = await addPasskey(client, ida)
    const colleagues = await addPasskey(client, mads)
    const attempt = async (device: Authenticator) => {
      const visitor = new Visitor(client, NORDLYS)
      await visitor.post('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })
      const page = await visitor.get('/sign-in/second-factor')
      const passkey = device.get(optionsIn(page.text()))
      return visitor.post('/sign-in/second-factor', { passkey })
    }

    const wrong = await attempt(colleagues)
    wrong.assertStatus(422)
    const right = await attempt(own)
    right.assertHeader('location', '/')
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'session.started',
      details: { proofs: ['password', 'passkey'] },
    })
  })

  test('are renamed and removed by their owner only', async ({ client, assert }) => {
    const { nordlys, ida, mads } = await people()
    await addPasskey(client, ida)
    const [passkey] = await at(nordlys, () => Passkey.all())
    const path = `/security/passkeys/${passkey.id}`

    const foreign = [
      await Visitor.as(client, mads).get(`${path}/edit`),
      await Visitor.as(client, mads).put(path, { name: 'Mine now' }),
      await Visitor.as(client, mads).delete(path),
    ]
    assert.deepEqual(
      foreign.map((response) => response.status()),
      [404, 404, 404]
    )

    const renamed = await Visitor.as(client, ida).put(path, { name: 'Laptop' })
    renamed.assertStatus(303)
    await at(nordlys, () => passkey.refresh())
    assert.equal(passkey.name, 'Laptop')
    const removed = await Visitor.as(client, ida).delete(path)
    removed.assertStatus(303)
    assert.lengthOf(await at(nordlys, () => Passkey.all()), 0)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'passkey.removed',
      details: { name: 'Laptop' },
    })
  })
})
