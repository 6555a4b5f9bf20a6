import { test } from '@japa/runner'
import { TOTP } from 'otpauth'
import { SecondFactor } from '#members/second_factor'
import { newTotpSecret } from '#members/totp'
import Member from '#models/member'
import Passkey from '#models/passkey'
import { lastAuditEvent } from '#tests/audit'
import { runCommand } from '#tests/commands'
import { mailsOf, setUpMail } from '#tests/mails'
import { House, ServerProcess } from '#tests/peers/server'
import { at, NORDLYS, PASSWORD, type Person, people } from '#tests/people'
import { COOKIE } from '#tests/visitor'

const WORDS = { email: 'ida@nordlys.test', password: PASSWORD }

/** Gives somebody an app and a passkey. @returns the recovery codes */
async function withFactors({ clinic, member }: Person) {
  return at(clinic, async () => {
    const secret = newTotpSecret()
    const code = new TOTP({ secret }).generate()
    const codes = await new SecondFactor(member).turnOnApp(secret, code, { member, address: null })
    const key = { credentialId: 'lost', publicKey: 'lost', counter: 0, isSynced: false }
    await Passkey.create({ ...key, memberId: member.id, name: 'Phone', transports: '' })
    return codes!
  })
}

/** A browser at a server process. */
function browserAt(server: ServerProcess) {
  let cookie = ''
  const visit = async (path: string, form?: Record<string, string>) => {
    const { status, headers } = await server.request(NORDLYS, path, {
      method: form ? 'POST' : 'GET',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: form && new URLSearchParams(form).toString(),
    })
    const set = headers['set-cookie']?.find((each) => each.startsWith(COOKIE))
    if (set) [cookie] = set.split(';')
    return headers.location ?? status
  }
  return visit
}

test.group('member:reset-factors', () => {
  test('lets the only owner in again, beside a running server', async ({ assert, cleanup }) => {
    const { nordlys, ida } = await people()
    const codes = await withFactors(ida)
    await setUpMail(nordlys)
    const house = await House.copy(nordlys)
    const server = await ServerProcess.start(house)
    cleanup(async () => {
      await server.stop()
      house.remove()
    })
    const before = browserAt(server)
    assert.equal(await before('/sign-in', WORDS), '/sign-in/second-factor')
    assert.equal(await before('/sign-in/second-factor', { code: codes[0] }), '/')
    assert.equal(await before('/profile'), 200)

    const { output, status } = house.ace('member:reset-factors', NORDLYS, 'Ida@nordlys.test')

    assert.equal(status, 0)
    assert.include(output, 'Ida Lund is signed out everywhere')
    assert.equal(await before('/profile'), '/sign-in?next=%2Fprofile')
    assert.equal(await browserAt(server)('/sign-in', WORDS), '/')
    const kept = house.sql(nordlys, 'select id from passkeys union select id from recovery_codes')
    assert.deepEqual(kept, [])
  })

  test('is in the audit log as the operator’s, and the member is told', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await withFactors(ida)
    await setUpMail(nordlys)

    const command = await runCommand('member:reset-factors', NORDLYS, 'ida@nordlys.test')

    assert.equal(command.exitCode, 0)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'second_factor.reset',
      member_id: null,
      address: 'console',
      subject_id: ida.member.id,
    })
    const [mail] = await mailsOf(nordlys)
    assert.equal(mail.recipient, 'ida@nordlys.test')
    assert.include(mail.text!, 'The second step of signing in was removed.')
    assert.include(mail.text!, 'at the server itself: whoever runs it did it.')
    ida.member = await at(nordlys, () => Member.findOrFail(ida.member.id))
    const page = await client.get('/settings/audit').as(ida)
    assert.match(page.text(), /The operator of the server<\/span>\s+took away the second factor/)
  })

  test('refuses in a sentence where there is nothing to reset', async ({ assert }) => {
    const { nordlys, ida } = await people()
    await withFactors(ida)
    const reset = (...args: string[]) => runCommand('member:reset-factors', ...args)

    const elsewhere = await reset('Vesterbro', 'ida@nordlys.test')
    const unknown = await reset(NORDLYS, 'ido@nordlys.test')
    const without = await reset(NORDLYS, 'mads@nordlys.test')

    for (const { exitCode } of [elsewhere, unknown, without]) assert.equal(exitCode, 1)
    assert.include(elsewhere.output, 'There is no clinic "Vesterbro".')
    assert.include(
      unknown.output,
      'Nobody signs in to "Nordlys Fysioterapi" with ido@nordlys.test. Nothing was changed.'
    )
    assert.include(without.output, 'Mads Holm has no second factor. Nothing was changed.')
    assert.lengthOf(await at(nordlys, () => Passkey.all()), 1)
  })
})
