import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { Sessions } from '#clinics/sessions'
import Member from '#models/member'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { book, planOf, TUESDAY } from '#tests/calendar'
import { linkInLastMail, setUpMail } from '#tests/mails'
import { at, countQueries, NORDLYS, PASSWORD, people, type Person } from '#tests/people'
import { Visitor } from '#tests/visitor'

const pathOf = ({ member }: Person, rest = '') => `/settings/members/${member.id}${rest}`

function activeOwners({ clinic }: Person) {
  return at(clinic, () => Member.query().where('role', 'owner').whereNull('deactivatedAt'))
}

async function makeOwner(client: ApiClient, by: Person, person: Person) {
  await Visitor.as(client, by).put(pathOf(person), { role: 'owner' })
}

async function isSignedIn(visitor: Visitor) {
  const home = await visitor.get('/')
  return home.status() === 200
}

test.group('Members', () => {
  test('are listed with their roles, by those who manage them', async ({ client, assert }) => {
    const { ida, mads, signe } = await people()
    const page = await Visitor.as(client, mads).get('/settings/members')

    page.assertStatus(200)
    for (const words of ['Ida Lund', 'mads@nordlys.test', 'Receptionist', '(you)'])
      assert.include(page.text(), words)
    assert.notInclude(page.text(), pathOf(ida), 'an administrator does not change an owner')
    assert.include(page.text(), pathOf(signe))
    const practitioner = await Visitor.as(client, signe).get('/settings/members')
    practitioner.assertStatus(403)
  })

  test('take the same number of queries, few or many', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const visitor = Visitor.as(client, ida)
    await visitor.get('/settings/members')
    const few = await countQueries(() => visitor.get('/settings/members'))
    await at(nordlys, async () => {
      for (let number = 1; number <= 20; number++)
        await Member.create({
          name: `Number ${number}`,
          email: `number-${number}@nordlys.test`,
          password: PASSWORD,
          role: 'practitioner',
        })
    })
    await visitor.get('/settings/members')
    const many = await countQueries(() => visitor.get('/settings/members'))

    assert.equal(few, 3)
    assert.equal(many, 3)
  })

  test('get another role, which holds at once', async ({ client, assert }) => {
    const { nordlys, ida, jonas } = await people()
    const visitor = Visitor.as(client, jonas)
    const before = await visitor.get('/settings/members')
    before.assertStatus(403)

    const response = await Visitor.as(client, ida).put(pathOf(jonas), { role: 'administrator' })

    response.assertStatus(303)
    const after = await visitor.get('/settings/members')
    after.assertStatus(200)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'member.role_changed',
      member_id: ida.member.id,
      subject_id: jonas.member.id,
      details: { before: 'receptionist', after: 'administrator' },
    })
  })

  test('are changed by nobody who may do less', async ({ client, assert }) => {
    const { nordlys, ida, mads, signe } = await people()
    const administrator = Visitor.as(client, mads)
    const answers = [
      await administrator.get(pathOf(ida)),
      await administrator.put(pathOf(ida), { role: 'receptionist' }),
      await administrator.post(pathOf(ida, '/deactivation')),
      await administrator.post(pathOf(ida, '/password-reset')),
      await administrator.delete(pathOf(ida, '/second-factor')),
      await Visitor.as(client, signe).post(pathOf(mads, '/deactivation')),
    ]
    assert.deepEqual(
      answers.map((response) => response.status()),
      answers.map(() => 403)
    )
    const promotion = await administrator.put(pathOf(signe), { role: 'owner' })
    promotion.assertStatus(422)
    assert.isEmpty(await auditActions(nordlys))
  })

  test('cannot give themselves more through a role that may manage members', async ({
    client,
    assert,
  }) => {
    const { nordlys, jonas } = await people()
    await at(nordlys, () =>
      clinicClient()
        .table('role_permissions')
        .insert({ role: 'receptionist', permission: 'members.manage', allowed: true })
    )
    await new Promise((resolve) => setTimeout(resolve, 1100))

    const response = await Visitor.as(client, jonas).put(pathOf(jonas), { role: 'administrator' })

    response.assertStatus(422)
    await at(nordlys, () => jonas.member.refresh())
    assert.equal(jonas.member.role, 'receptionist')
  })
})

test.group('Deactivation', () => {
  test('ends every session at once, and nobody signs in any more', async ({ client, assert }) => {
    const { nordlys, ida, mads } = await people()
    const devices = [Visitor.as(client, mads), Visitor.as(client, mads)]
    assert.deepEqual(await Promise.all(devices.map(isSignedIn)), [true, true])

    const response = await Visitor.as(client, ida).post(pathOf(mads, '/deactivation'))

    response.assertStatus(303)
    assert.deepEqual(await Promise.all(devices.map(isSignedIn)), [false, false])
    assert.isEmpty(Sessions.instance.ofMember(nordlys.id, mads.member.id))
    const signedIn = await new Visitor(client, NORDLYS).post('/sign-in', {
      email: 'mads@nordlys.test',
      password: PASSWORD,
    })
    signedIn.assertStatus(422)
    const actions = await auditActions(nordlys)
    assert.include(actions, 'member.deactivated')
  })

  test('a request in flight does not bring the session back, not even after reactivation', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, mads } = await people()
    const device = Visitor.as(client, mads)
    const [row] = Sessions.instance.ofMember(nordlys.id, mads.member.id)
    await Visitor.as(client, ida).post(pathOf(mads, '/deactivation'))

    // What a slow request would write at its end: its data, and the row itself.
    Sessions.instance.update({ key: row.key, data: row.data, seen_at: row.seen_at })
    assert.isEmpty(Sessions.instance.ofMember(nordlys.id, mads.member.id))
    Sessions.instance.insert(row)
    assert.isFalse(await isSignedIn(device))

    await Visitor.as(client, ida).delete(pathOf(mads, '/deactivation'))
    assert.isFalse(await isSignedIn(device))
    const signedIn = await new Visitor(client, NORDLYS).post('/sign-in', {
      email: 'mads@nordlys.test',
      password: PASSWORD,
    })
    signedIn.assertHeader('location', '/')
  })

  test('who leaves appointments behind is shown with them, before and after', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, mads } = await people()
    const visitor = Visitor.as(client, ida)
    const first = await at(nordlys, async () => {
      await book(planOf(mads, '11:00'))
      const cancelled = await book(planOf(mads, '12:00'))
      await cancelled.cancel(null, { by: SERVER })
      return book(planOf(mads, '10:00'))
    })
    const before = await visitor.get(pathOf(mads))
    assert.include(before.text(), '2 appointments are still booked with')
    assert.include(before.text(), `members=${mads.member.id}&date=${TUESDAY}`)
    const left = await visitor.post(pathOf(mads, '/deactivation'))
    left.assertHeader('location', pathOf(mads))
    const after = await visitor.get(pathOf(mads))
    assert.include(after.text(), 'who does not work here any more. Move them to somebody else')
    const appointment = await visitor.get(`/appointments/${first.id}`)
    assert.include(appointment.text(), 'does not work here any more.')
  })

  test('the last owner stays: not demoted, not deactivated', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const visitor = Visitor.as(client, ida)

    const demotion = await visitor.put(pathOf(ida), { role: 'practitioner' })
    demotion.assertStatus(422)
    assert.include(demotion.text(), 'The clinic needs an owner.')
    await visitor.post(pathOf(ida, '/deactivation'))
    const list = await visitor.get('/settings/members')
    assert.include(list.text(), 'The clinic needs an owner.')
    assert.lengthOf(await activeOwners(ida), 1)
    assert.isEmpty(await auditActions(nordlys))
  })

  test('two owners cannot put each other out at the same moment', async ({ client, assert }) => {
    const { ida, mads } = await people()
    for (const path of ['/deactivation', '']) {
      await makeOwner(client, ida, mads)
      const [first, second] = [Visitor.as(client, ida), Visitor.as(client, mads)]
      await Promise.all(
        path
          ? [first.post(pathOf(mads, path)), second.post(pathOf(ida, path))]
          : [
              first.put(pathOf(mads), { role: 'receptionist' }),
              second.put(pathOf(ida), { role: 'receptionist' }),
            ]
      )
      const owners = await activeOwners(ida)
      assert.lengthOf(owners, 1)
      await people()
    }
  })

  test('an owner may step down when there is another', async ({ client, assert }) => {
    const { ida, mads } = await people()
    await makeOwner(client, ida, mads)
    const response = await Visitor.as(client, ida).put(pathOf(ida), { role: 'practitioner' })

    response.assertStatus(303)
    const owners = await activeOwners(ida)
    assert.deepEqual(
      owners.map(({ id }) => id),
      [mads.member.id]
    )
  })
})

test.group('Helping a member who cannot sign in', () => {
  test('sends a reset link, or shows one where no mail server is set up', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, signe } = await people()
    const visitor = Visitor.as(client, ida)
    await visitor.post(pathOf(signe, '/password-reset'))
    const list = await visitor.get('/settings/members')
    assert.match(list.text(), /http:\/\/nordlys\.localhost[^"]*\/password-reset\/[\w-]{43}/)

    await setUpMail(nordlys)
    await visitor.post(pathOf(signe, '/password-reset'))
    const { path } = await linkInLastMail(nordlys)
    const page = await new Visitor(client, NORDLYS).get(path)
    assert.include(page.text(), 'signe@nordlys.test')
    const actions = await auditActions(nordlys)
    assert.deepEqual(actions, ['password_reset.sent', 'password_reset.sent'])
  })
})
