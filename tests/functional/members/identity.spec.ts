import { test } from '@japa/runner'
import { TOTP } from 'otpauth'
import { Settings as Clock } from 'luxon'
import { SecondFactor } from '#members/second_factor'
import { newTotpSecret } from '#members/totp'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { Authenticator, optionsIn } from '#tests/authenticator'
import { letPass } from '#tests/clock'
import { at, NORDLYS, PASSWORD, people } from '#tests/people'
import { Visitor } from '#tests/visitor'

const MINUTE = 60_000

/** Pages and acts that a borrowed screen must not be enough for. */
const PROTECTED = [
  ['GET', '/security/password'],
  ['PUT', '/security/password'],
  ['GET', '/security/email'],
  ['POST', '/security/email'],
  ['GET', '/security/authenticator'],
  ['POST', '/security/authenticator'],
  ['DELETE', '/security/authenticator'],
  ['GET', '/security/recovery-codes'],
  ['POST', '/security/recovery-codes'],
  ['GET', '/security/passkeys/new'],
  ['POST', '/security/passkeys'],
  ['GET', '/settings/roles'],
  ['PUT', '/settings/roles'],
  ['DELETE', '/settings/roles'],
  ['GET', '/settings/invitations/new'],
  ['POST', '/settings/invitations'],
] as const

test.group('Fresh proof of identity', () => {
  test('is asked for before factors, password, e-mail and permissions change', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const stale = Visitor.as(client, ida, { proved_at: Clock.now() - 11 * MINUTE })
    for (const [method, path] of PROTECTED) {
      const send = { GET: stale.get, PUT: stale.put, POST: stale.post, DELETE: stale.delete }[
        method
      ]
      const response = await send.call(stale, path)
      response.assertStatus(303)
      assert.match(response.header('location')!, /^\/identity\?next=/, `${method} ${path}`)
    }
    assert.isEmpty(await auditActions(nordlys))
  })

  test('comes back to the page that was asked for, and holds for ten minutes', async (context) => {
    const { client, assert } = context
    const { ida } = await people()
    const visitor = Visitor.as(client, ida, { proved_at: 0 })
    const asked = await visitor.get('/security/passkeys/new?from=mail')
    asked.assertHeader('location', '/identity?next=%2Fsecurity%2Fpasskeys%2Fnew%3Ffrom%3Dmail')
    const page = await visitor.get(asked.header('location')!)
    assert.include(page.text(), 'value="/security/passkeys/new?from=mail"')

    const response = await visitor.post('/identity', {
      password: PASSWORD,
      next: '/security/passkeys/new?from=mail',
    })
    response.assertHeader('location', '/security/passkeys/new?from=mail')
    letPass(9 * MINUTE, context)
    const inTime = await visitor.get('/security/password')
    inTime.assertStatus(200)
    letPass(2 * MINUTE, context)
    const late = await visitor.get('/security/password')
    late.assertStatus(303)
  })

  test('leads to no other site', async ({ client }) => {
    const { ida } = await people()
    const visitor = Visitor.as(client, ida, { proved_at: 0 })
    const response = await visitor.post('/identity', {
      password: PASSWORD,
      next: '//elsewhere.test',
    })
    response.assertHeader('location', '/')
  })

  test('a wrong password is refused, recorded and slowed down', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const visitor = Visitor.as(client, ida, { proved_at: 0 })
    for (let failure = 1; failure <= 5; failure++) {
      const response = await visitor.post('/identity', { password: 'wrong', next: '/profile' })
      response.assertStatus(422)
      assert.include(response.text(), 'This does not match.')
      assert.include(response.text(), 'value="/profile"')
    }
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'identity.refused',
      subject_id: ida.member.id,
    })
    const right = await visitor.post('/identity', { password: PASSWORD })
    right.assertStatus(429)
    const still = await visitor.get('/security/password')
    still.assertStatus(303)
  })

  test('takes the second factor as well where there is one, and each code once', async ({
    client,
  }) => {
    const { nordlys, ida } = await people()
    const secret = newTotpSecret()
    await at(nordlys, async () => {
      const by = { member: ida.member, address: null }
      await new SecondFactor(ida.member).turnOnApp(secret, new TOTP({ secret }).generate(), by)
      await ida.member.merge({ totpLastStep: 1 }).save()
    })
    const visitor = Visitor.as(client, ida, { proved_at: 0 })
    const code = new TOTP({ secret }).generate()

    const passwordOnly = await visitor.post('/identity', { password: PASSWORD })
    passwordOnly.assertStatus(422)
    const codeOnly = await visitor.post('/identity', { password: 'wrong', code })
    codeOnly.assertStatus(422)
    const both = await visitor.post('/identity', { password: PASSWORD, code })
    both.assertStatus(303)
    const replayed = await visitor.post('/identity', { password: PASSWORD, code })
    replayed.assertStatus(422)
  })

  test('or a passkey alone, of this member', async ({ client }) => {
    const { ida, mads } = await people()
    const devices = []
    for (const person of [ida, mads]) {
      const device = new Authenticator(`http://${NORDLYS}`)
      const visitor = Visitor.as(client, person)
      const page = await visitor.get('/security/passkeys/new')
      const passkey = device.create(optionsIn(page.text()))
      await visitor.post('/security/passkeys', { name: 'Phone', passkey })
      devices.push(device)
    }
    const [own, colleagues] = devices
    const visitor = Visitor.as(client, ida, { proved_at: 0 })
    const prove = async (device: Authenticator) => {
      const page = await visitor.get('/identity')
      return visitor.post('/identity', { passkey: device.get(optionsIn(page.text())) })
    }

    const wrong = await prove(colleagues)
    wrong.assertStatus(422)
    const right = await prove(own)
    right.assertStatus(303)
    const password = await visitor.get('/security/password')
    password.assertStatus(200)
  })
})
