import { test } from '@japa/runner'
import { TOTP } from 'otpauth'
import { Settings as Clock } from 'luxon'
import { clinicClient } from '#clinics/database'
import { Sessions } from '#clinics/sessions'
import { RecoveryCodes } from '#members/recovery_codes'
import { SecondFactor } from '#members/second_factor'
import { newTotpSecret } from '#members/totp'
import Member from '#models/member'
import { lastAuditEvent } from '#tests/audit'
import { letPass } from '#tests/clock'
import { at, NORDLYS, PASSWORD, people, type Person } from '#tests/people'
import { Visitor } from '#tests/visitor'

const STEP = 30_000

/** The code that the app shows now, or so many steps from now. */
function codeOf(secret: string, steps = 0) {
  return new TOTP({ secret }).generate({ timestamp: Clock.now() + steps * STEP })
}

/** Gives a person an app that was set up a while ago. */
async function withApp({ clinic, member }: Person) {
  const secret = newTotpSecret()
  const by = { member, address: null }
  const codes = await at(clinic, async () => {
    const shown = await new SecondFactor(member).turnOnApp(secret, codeOf(secret), by)
    await member.merge({ totpLastStep: 1 }).save()
    return shown!
  })
  return { secret, codes }
}

test.group('Authenticator app', () => {
  test('is turned on by its code, with ten recovery codes that are shown once', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const visitor = Visitor.as(client, ida)

    const page = await visitor.get('/security/authenticator')
    const secret = page.text().match(/secret=([A-Z2-7]{32})/)![1]
    assert.include(page.text(), '<svg')
    assert.include(page.text(), secret.match(/.{4}/g)!.join(' '))

    const wrong = await visitor.post('/security/authenticator', { code: '000000' })
    wrong.assertStatus(422)
    assert.include(wrong.text(), 'This code does not match.')
    assert.include(wrong.text(), secret, 'a mistyped code keeps the secret')

    const response = await visitor.post('/security/authenticator', { code: codeOf(secret) })
    response.assertStatus(303)
    response.assertHeader('location', '/security/recovery-codes')
    const shown = await visitor.get('/security/recovery-codes')
    const codes = codesIn(shown.text())
    assert.equal(new Set(codes).size, 10)
    for (const code of codes) assert.match(code, /^([2-9a-z]{4}-){2}[2-9a-z]{4}$/)
    const again = await visitor.get('/security/recovery-codes')
    assert.notInclude(again.text(), codes[0])
    assert.include(again.text(), '10 left')

    const row = await at(nordlys, () =>
      clinicClient().from('members').where('id', ida.member.id).firstOrFail()
    )
    assert.notInclude(row.totp_secret, secret)
    const rows = await at(nordlys, () => clinicClient().from('recovery_codes'))
    assert.lengthOf(rows, 10)
    assert.notInclude(JSON.stringify(rows), codes[0].replaceAll('-', ''))
    assert.equal(await lastAction(nordlys, 'authenticator.added'), ida.member.id)
  })

  test('is asked for after the password, which alone opens nothing', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const { secret } = await withApp(ida)
    const visitor = new Visitor(client, NORDLYS)

    const password = await visitor.post('/sign-in', {
      email: 'ida@nordlys.test',
      password: PASSWORD,
      next: '/profile',
    })
    password.assertHeader('location', '/sign-in/second-factor')
    const home = await visitor.get('/')
    home.assertStatus(302)
    assert.isEmpty(Sessions.instance.ofMember(nordlys.id, ida.member.id))

    const before = visitor.cookie
    const response = await visitor.post('/sign-in/second-factor', { code: codeOf(secret) })
    response.assertStatus(303)
    response.assertHeader('location', '/profile')
    assert.notEqual(visitor.cookie, before)
    const profile = await visitor.get('/profile')
    profile.assertStatus(200)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'session.started',
      details: { proofs: ['password', 'totp'] },
    })
  })

  test('takes the code of the step before, this and the next, and each only once', async (context) => {
    const { client, assert } = context
    const { ida } = await people()
    const { secret } = await withApp(ida)
    const signInWith = async (code: string) => {
      const visitor = new Visitor(client, NORDLYS)
      await visitor.post('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })
      const response = await visitor.post('/sign-in/second-factor', { code })
      return response.status()
    }

    assert.equal(await signInWith(codeOf(secret, -2)), 422)
    assert.equal(await signInWith(codeOf(secret, 2)), 422)
    assert.equal(await signInWith(codeOf(secret, -1)), 303)
    assert.equal(await signInWith(codeOf(secret, -1)), 422, 'replayed')
    assert.equal(await signInWith(codeOf(secret, 1)), 303)
    assert.equal(await signInWith(codeOf(secret)), 422, 'older than the last one used')
    letPass(2 * STEP, context)
    assert.equal(await signInWith(` ${codeOf(secret).slice(0, 3)} ${codeOf(secret).slice(3)}`), 303)
  })

  test('one code sent twice at the same moment lets one in', async ({ client, assert }) => {
    const { ida } = await people()
    const { secret } = await withApp(ida)
    const visitors = [new Visitor(client, NORDLYS), new Visitor(client, NORDLYS)]
    for (const visitor of visitors)
      await visitor.post('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })

    const code = codeOf(secret)
    const answers = await Promise.all(
      visitors.map((visitor) => visitor.post('/sign-in/second-factor', { code }))
    )
    assert.sameMembers(
      answers.map((answer) => answer.status()),
      [303, 422]
    )
  })

  test('guessing is slowed down, and the wait holds for a new attempt from the start', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const { secret } = await withApp(ida)
    const visitor = new Visitor(client, NORDLYS)
    await visitor.post('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })
    for (let failure = 1; failure <= 5; failure++) {
      const response = await visitor.post('/sign-in/second-factor', { code: '123456' })
      response.assertStatus(422)
    }
    assert.equal(await lastAction(nordlys, 'second_factor.refused'), ida.member.id)

    const again = new Visitor(client, NORDLYS)
    await again.post('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })
    const response = await again.post('/sign-in/second-factor', { code: codeOf(secret) })
    response.assertStatus(429)
    assert.include(response.text(), 'Try again in 30 seconds.')
  })

  test('the password is forgotten after ten minutes without a code, and when it changes', async (context) => {
    const { client } = context
    const { nordlys, ida } = await people()
    const { secret } = await withApp(ida)
    const late = new Visitor(client, NORDLYS)
    await late.post('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })
    const changed = new Visitor(client, NORDLYS)
    await changed.post('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })
    await at(nordlys, () =>
      ida.member.changePassword('quite another kettle', { member: ida.member, address: null })
    )

    const afterChange = await changed.post('/sign-in/second-factor', { code: codeOf(secret) })
    afterChange.assertHeader('location', '/sign-in')
    letPass(11 * 60_000, context)
    const tooLate = await late.post('/sign-in/second-factor', { code: codeOf(secret) })
    tooLate.assertHeader('location', '/sign-in')
  })

  test('removed, it is asked for no longer, and the recovery codes are gone', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await withApp(ida)
    const visitor = Visitor.as(client, ida)

    const response = await visitor.delete('/security/authenticator')

    response.assertStatus(303)
    assert.lengthOf(await at(nordlys, () => clinicClient().from('recovery_codes')), 0)
    const signedIn = await new Visitor(client, NORDLYS).post('/sign-in', {
      email: 'ida@nordlys.test',
      password: PASSWORD,
    })
    signedIn.assertHeader('location', '/')
  })
})

test.group('Recovery codes', () => {
  test('let in once each, however they are typed', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const { codes } = await withApp(ida)
    const signInWith = async (code: string) => {
      const visitor = new Visitor(client, NORDLYS)
      await visitor.post('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })
      const response = await visitor.post('/sign-in/second-factor', { code })
      return response.status()
    }

    assert.equal(await signInWith(codes[0].toUpperCase().replaceAll('-', ' ')), 303)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'session.started',
      details: { proofs: ['password', 'recovery_code'] },
    })
    assert.equal(await signInWith(codes[0]), 422)
    assert.equal(await signInWith(codes[1]), 303)
    assert.equal(await at(nordlys, () => new RecoveryCodes(ida.member).left()), 8)
  })

  test('of one member mean nothing for another', async ({ client }) => {
    const { ida, mads } = await people()
    const { codes } = await withApp(ida)
    await withApp(mads)
    const visitor = new Visitor(client, NORDLYS)
    await visitor.post('/sign-in', { email: 'mads@nordlys.test', password: PASSWORD })

    const response = await visitor.post('/sign-in/second-factor', { code: codes[0] })
    response.assertStatus(422)
  })

  test('made anew, the old ones are worth nothing', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const { codes } = await withApp(ida)
    const visitor = Visitor.as(client, ida)
    await visitor.post('/security/recovery-codes')
    const page = await visitor.get('/security/recovery-codes')
    const renewed = codesIn(page.text())

    const uses = await at(nordlys, async () => {
      const own = new RecoveryCodes(await Member.findOrFail(ida.member.id))
      return [await own.use(codes[0]), await own.use(renewed[0])]
    })
    assert.deepEqual(uses, [false, true])
  })

  test('cannot be made without a second factor', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    await Visitor.as(client, ida).post('/security/recovery-codes')
    assert.lengthOf(await at(nordlys, () => clinicClient().from('recovery_codes')), 0)
  })
})

function codesIn(html: string) {
  return html.match(/<pre[^>]*>([^<]+)<\/pre>/)![1].split('\n')
}

async function lastAction(clinic: Person['clinic'], action: string) {
  const event = await lastAuditEvent(clinic)
  return event.action === action ? event.subject_id : event.action
}
