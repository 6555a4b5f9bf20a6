import { test } from '@japa/runner'
import { TOTP } from 'otpauth'
import { clinicClient } from '#clinics/database'
import { Sessions } from '#clinics/sessions'
import { SecondFactor } from '#members/second_factor'
import { newTotpSecret } from '#members/totp'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { letPass } from '#tests/clock'
import { linkInLastMail, mailsOf, setUpMail } from '#tests/mails'
import { at, countQueries, NORDLYS, PASSWORD, people, type Person, SYDHAVN } from '#tests/people'
import { Visitor } from '#tests/visitor'

const NEW_PASSWORD = 'seven herons over the fjord'

/** The person signed in once, so that a link can lead there. */
async function known({ clinic, member, host }: Person) {
  await setUpMail(clinic)
  await at(clinic, () => member.arrivedAt(`http://${host}:4000`))
}

test.group('Password reset', () => {
  test('sets a new password by a link, once, and ends every session', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await known(ida)
    const device = Visitor.as(client, ida)
    const guest = new Visitor(client, NORDLYS)

    const asked = await guest.post('/password-reset', { email: ' IDA@nordlys.test' })
    asked.assertHeader('location', '/password-reset?sent=yes')
    const { link, path } = await linkInLastMail(nordlys)
    assert.match(link, /^http:\/\/nordlys\.localhost:4000\/password-reset\/[\w-]{43}$/)

    const weak = await guest.put(path, { password: 'ida lund 1234' })
    weak.assertStatus(422)
    assert.include(weak.text(), 'This password is mostly your own name')
    const saved = await guest.put(path, { password: NEW_PASSWORD })
    saved.assertHeader('location', '/sign-in')

    assert.isEmpty(Sessions.instance.ofMember(nordlys.id, ida.member.id))
    const home = await device.get('/')
    home.assertStatus(302)
    const again = await guest.put(path, { password: 'another one altogether' })
    again.assertStatus(404)
    const old = await new Visitor(client, NORDLYS).post('/sign-in', {
      email: 'ida@nordlys.test',
      password: PASSWORD,
    })
    old.assertStatus(422)
    const signedIn = await new Visitor(client, NORDLYS).post('/sign-in', {
      email: 'ida@nordlys.test',
      password: NEW_PASSWORD,
    })
    signedIn.assertHeader('location', '/')
    const mails = await mailsOf(nordlys)
    assert.equal(mails.at(-1)!.subject, 'Your sign-in to Nordlys Fysioterapi was changed')
    assert.include(mails.at(-1)!.text, 'Your password was changed.')
    assert.includeMembers(await auditActions(nordlys), ['password_reset.sent', 'password.changed'])
  })

  test('never skips the second factor', async ({ client }) => {
    const { nordlys, ida } = await people()
    await known(ida)
    const secret = newTotpSecret()
    await at(nordlys, () =>
      new SecondFactor(ida.member).turnOnApp(secret, new TOTP({ secret }).generate(), {
        member: ida.member,
        address: null,
      })
    )
    const guest = new Visitor(client, NORDLYS)
    await guest.post('/password-reset', { email: 'ida@nordlys.test' })
    const mails = await mailsOf(nordlys)
    const link = mails
      .map(({ text }) => text!.match(/https?:\S+password-reset\S+/)?.[0])
      .find(Boolean)
    await guest.put(new URL(link!).pathname, { password: NEW_PASSWORD })

    const home = await guest.get('/')
    home.assertStatus(302)
    const signedIn = await guest.post('/sign-in', {
      email: 'ida@nordlys.test',
      password: NEW_PASSWORD,
    })
    signedIn.assertHeader('location', '/sign-in/second-factor')
  })

  test('says the same for an address that nobody has, and sends nothing', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await known(ida)
    const ask = async (email: string) => {
      const guest = new Visitor(client, NORDLYS)
      const answer = await guest.post('/password-reset', { email })
      const page = await guest.get(answer.header('location')!)
      return [answer.status(), answer.header('location'), page.text()]
    }

    const forMember = await ask('ida@nordlys.test')
    const forNobody = await ask('nobody@nordlys.test')
    const forNeighbour = await ask('freja@sydhavn.test')
    assert.deepEqual(forNobody, forMember)
    assert.deepEqual(forNeighbour, forMember)
    const mails = await mailsOf(nordlys)
    assert.deepEqual(
      mails.map(({ recipient }) => recipient),
      ['ida@nordlys.test']
    )
    assert.equal((await lastAuditEvent(nordlys))!.action, 'password_reset.not_sent')
  })

  test('takes the same steps for a member and for nobody, so that the time tells nothing', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    await known(ida)
    const guest = new Visitor(client, NORDLYS)
    const ask = (email: string) => countQueries(() => guest.post('/password-reset', { email }))
    await ask('ida@nordlys.test')

    const forMember = await ask('ida@nordlys.test')
    assert.isAbove(forMember, 4)
    assert.equal(await ask('nobody@nordlys.test'), forMember)
  })

  test('leads where the member signed in, never where the Host header says', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await known(ida)
    await client
      .post('/password-reset')
      .at(NORDLYS)
      .header('host', `${NORDLYS}:6666`)
      .form({ email: 'ida@nordlys.test' })
    const { link } = await linkInLastMail(nordlys)
    assert.isTrue(link.startsWith('http://nordlys.localhost:4000/'))

    await at(nordlys, () => ida.member.arrivedAt('http://elsewhere.test'))
    await new Visitor(client, NORDLYS).post('/password-reset', { email: 'ida@nordlys.test' })
    assert.lengthOf(await mailsOf(nordlys), 1, 'a host that is not the clinic’s gets no link')
  })

  test('is over after an hour, after another one was used, and for a deactivated member', async (context) => {
    const { client } = context
    const { nordlys, ida } = await people()
    await known(ida)
    const guest = new Visitor(client, NORDLYS)
    const link = async () => {
      await guest.post('/password-reset', { email: 'ida@nordlys.test' })
      const { path } = await linkInLastMail(nordlys)
      return path
    }
    const [first, second] = [await link(), await link()]
    await guest.put(second, { password: NEW_PASSWORD })
    const other = await guest.get(first)
    other.assertStatus(404)

    const third = await link()
    letPass(61 * 60_000, context)
    const late = await guest.get(third)
    late.assertStatus(404)

    const fourth = await link()
    const inTime = await guest.get(fourth)
    inTime.assertStatus(200)
    await at(nordlys, () => ida.member.merge({ deactivatedAt: ida.member.createdAt }).save())
    const deactivated = await guest.get(fourth)
    deactivated.assertStatus(404)
  })

  test('of one clinic means nothing at the next', async ({ client }) => {
    const { nordlys, ida } = await people()
    await known(ida)
    await new Visitor(client, NORDLYS).post('/password-reset', { email: 'ida@nordlys.test' })
    const { path } = await linkInLastMail(nordlys)

    const page = await new Visitor(client, SYDHAVN).get(path)
    page.assertStatus(404)
  })

  test('is asked for a few times, then has to wait', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    await known(ida)
    const statuses = []
    for (let request = 1; request <= 4; request++) {
      const response = await new Visitor(client, NORDLYS).post('/password-reset', {
        email: 'ida@nordlys.test',
      })
      statuses.push(response.status())
    }
    assert.deepEqual(statuses, [303, 303, 303, 429])
    assert.lengthOf(await mailsOf(nordlys), 3)
  })

  test('without a mail server, the page says whom to ask, and nothing is made', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await at(nordlys, () => ida.member.arrivedAt(`http://${NORDLYS}`))
    const guest = new Visitor(client, NORDLYS)
    const page = await guest.get('/password-reset')
    assert.include(page.text(), 'A colleague who manages the members can make one for you.')

    await guest.post('/password-reset', { email: 'ida@nordlys.test' })
    assert.lengthOf(await at(nordlys, () => clinicClient().from('password_resets')), 0)
  })
})
