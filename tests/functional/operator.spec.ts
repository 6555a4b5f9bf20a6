import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import ace from '@adonisjs/core/services/ace'
import { test } from '@japa/runner'
import { SecondFactor } from '#members/second_factor'
import { newTotpSecret } from '#members/totp'
import { lastAuditEvent } from '#tests/audit'
import { mailsOf, setUpMail } from '#tests/mails'
import type Member from '#models/member'
import { at, NORDLYS, PASSWORD, people, type Person, signIn } from '#tests/people'
import { switchOnAll } from '#tests/plugins'
import { COOKIE, Visitor } from '#tests/visitor'

/**
 * What who runs the server can do with our commands. A new one here is a decision: `tells` are acts upon a
 * clinic that is at work, which must be in its audit log and told to its owners.
 */
const COMMANDS = {
  'clinic:create': 'makes another clinic',
  'clinic:delete': 'ends one, and its audit log with it',
  'clinic:export': 'tells',
  'clinic:hosts': 'tells',
  'clinic:list': 'looks',
  'clinic:rename': 'tells',
  'member:reset-factors': 'tells',
  'audit:verify': 'looks',
  'keys:verify': 'looks',
  'demo:seed': 'refuses every clinic but the demo',
  'make:plugin': 'writes code',
  'schema:write': 'writes code',
}

async function withApp({ clinic, member }: Person) {
  await at(clinic, async () => {
    const secret = newTotpSecret()
    const code = new TOTP({ secret }).generate()
    await new SecondFactor(member).turnOnApp(secret, code, { member, address: null })
  })
}

/** Nordlys, where everybody who could help somebody else in has a second factor. */
async function guardedClinic() {
  const all = await people()
  await setUpMail(all.nordlys)
  await switchOnAll(all.nordlys)
  for (const person of [all.ida, all.mads]) await withApp(person)
  return all
}

test.group('Who runs the server', () => {
  test('has these commands, none of which signs anybody in', async ({ assert }) => {
    await ace.boot()
    const names = ace.getCommands().map(({ commandName }) => commandName)
    const ours = names.filter((name) =>
      /^(clinic|member|audit|keys|demo|support|schema:write|make:plugin)/.test(name)
    )
    assert.sameMembers(ours, Object.keys(COMMANDS))
  })

  test('cannot sign in to a clinic, by no page and with no secret of the server', async ({
    client,
    assert,
  }) => {
    const { ida, freja, nordlys } = await guardedClinic()
    await ace.exec('member:reset-factors', [NORDLYS, 'mads@nordlys.test'])
    const tries: [string, Record<string, string>][] = [
      // The set-up is over, whatever code the console shows.
      [
        '/setup',
        {
          code: 'ABCD-EFGH',
          name: 'Nordlys',
          ownerName: 'Op',
          ownerEmail: 'op@server.test',
          password: PASSWORD,
        },
      ],
      ['/sign-in', { email: 'root@localhost', password: 'root' }],
      ['/sign-in', { email: 'mads@nordlys.test', password: process.env.APP_KEY! }],
      // Another clinic's owner, whoever that is.
      ['/sign-in', { email: 'freja@sydhavn.test', password: PASSWORD }],
      ['/support-access', { code: process.env.APP_KEY! }],
      ['/password-reset', { email: 'ida@nordlys.test' }],
      ['/invitations/01900000', { name: 'Op', password: PASSWORD }],
    ]
    for (const [path, form] of tries) {
      const visitor = new Visitor(client, NORDLYS)
      await visitor.post(path, form)
      const home = await visitor.get('/profile')
      assert.match(home.header('location') ?? '', /^\/sign-in/, path)
    }
    const foreign = await client.get('/profile').at(NORDLYS).cookie(COOKIE, signIn(freja))
    assert.match(foreign.header('location')!, /^\/sign-in/)
    const invented = signIn({ ...ida, member: { ...ida.member, id: 'nobody' } as Member })
    const nobody = await client.get('/profile').at(NORDLYS).cookie(COOKIE, invented)
    assert.match(nobody.header('location')!, /^\/sign-in/)

    // The password alone is no way in either.
    const known = new Visitor(client, NORDLYS)
    const asked = await known.post('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })
    asked.assertHeader('location', '/sign-in/second-factor')
    const page = await known.get('/profile')
    page.assertStatus(302)
    assert.isNotEmpty(await mailsOf(nordlys))
  })

  test('does nothing to a clinic unseen: each act is in its log, and told to its owners', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys } = await guardedClinic()
    const folder = mkdtempSync(join(tmpdir(), 'fortrolig-operator-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    const acts: [string, string[], string, RegExp][] = [
      [
        'clinic:export',
        [NORDLYS, '--to', join(folder, 'all.zip')],
        'clinic.exported',
        /wrote everything of the clinic into a file/,
      ],
      [
        'clinic:hosts',
        [NORDLYS, NORDLYS, 'nord.test'],
        'clinic.hosts_changed',
        /changed the addresses of the clinic: nordlys\.localhost, nord\.test/,
      ],
      [
        'clinic:rename',
        [NORDLYS, 'Nordlys'],
        'clinic.renamed',
        /another name: Nordlys Fysioterapi → Nordlys/,
      ],
      [
        'member:reset-factors',
        [NORDLYS, 'mads@nordlys.test'],
        'second_factor.reset',
        /took the second factor of Mads Holm away/,
      ],
    ]
    const telling = Object.entries(COMMANDS).filter(([, what]) => what === 'tells')
    assert.sameMembers(
      acts.map(([command]) => command),
      telling.map(([command]) => command)
    )
    for (const [command, args, action, told] of acts) {
      const { exitCode } = await ace.exec(command, args)
      assert.equal(exitCode, 0, command)
      const event = await lastAuditEvent(nordlys)
      assert.deepInclude(event, { action, address: 'console', member_id: null })
      const mails = await mailsOf(nordlys)
      const last = mails.filter(({ recipient }) => recipient === 'ida@nordlys.test').at(-1)!
      assert.match(last.text!.replaceAll(/\s+/g, ' '), told)
    }
  })
})
