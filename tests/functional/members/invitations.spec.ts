import { test } from '@japa/runner'
import Invitation from '#models/invitation'
import Member from '#models/member'
import { lastAuditEvent } from '#tests/audit'
import { letPass } from '#tests/clock'
import { linkInLastMail, mailsOf, setUpMail } from '#tests/mails'
import { at, NORDLYS, PASSWORD, people, type Person, signIn, SYDHAVN } from '#tests/people'
import { Visitor } from '#tests/visitor'

const DAY = 86_400_000
const kari = { name: 'Kari Moe', password: 'seven herons over the fjord' }

/** Invites Kari by mail and gives the path of her link. */
async function invited({ clinic, member }: Person, role = 'practitioner' as const) {
  await setUpMail(clinic)
  await at(clinic, () =>
    Invitation.invite(
      { email: 'Kari@Nordlys.test', role },
      { member, address: null },
      `http://${NORDLYS}`
    )
  )
  return linkInLastMail(clinic)
}

function find({ clinic }: Person) {
  return at(clinic, () => Member.findBy('email', 'kari@nordlys.test'))
}

test.group('Invitations', () => {
  test('are mailed, and make a member with that role', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    await setUpMail(nordlys)
    const visitor = Visitor.as(client, ida)

    const response = await visitor.post('/settings/invitations', {
      email: ' Kari@Nordlys.test ',
      role: 'receptionist',
    })
    response.assertHeader('location', '/settings/members')
    const [mail] = await mailsOf(nordlys)
    assert.equal(mail.recipient, 'kari@nordlys.test')
    assert.equal(mail.subject, 'Ida Lund invites you to Nordlys Fysioterapi')
    const list = await visitor.get('/settings/members')
    assert.include(list.text(), 'kari@nordlys.test')
    assert.notInclude(list.text(), '/invitations/ey', 'the link is in the mail only')

    const { path } = await linkInLastMail(nordlys)
    const guest = new Visitor(client, NORDLYS)
    const page = await guest.get(path)
    assert.include(page.text(), 'Ida Lund invites you as Receptionist.')
    const joined = await guest.post(path, kari)
    joined.assertHeader('location', '/')
    const home = await guest.get('/')
    home.assertStatus(200)
    const member = await find(ida)
    assert.deepInclude(member!.serialize(), {
      name: 'Kari Moe',
      email: 'kari@nordlys.test',
      role: 'receptionist',
      idleMinutes: 1440,
    })
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'session.started',
      member_id: member!.id,
      details: { proofs: ['invitation'] },
    })
  })

  test('give a link to copy, shown once, where no mail server is set up', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const visitor = Visitor.as(client, ida)
    await visitor.post('/settings/invitations', {
      email: 'kari@nordlys.test',
      role: 'practitioner',
    })

    const list = await visitor.get('/settings/members')
    const link = list.text().match(/http:\/\/[^"]+\/invitations\/[\w-]+/)![0]
    const again = await visitor.get('/settings/members')

    assert.notInclude(again.text(), link)
    assert.isEmpty(await mailsOf(nordlys))
    const joined = await new Visitor(client, NORDLYS).post(new URL(link).pathname, kari)
    joined.assertStatus(303)
    assert.equal((await find(ida))!.role, 'practitioner')
  })

  test('work once', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const { path } = await invited(ida)
    const guests = [new Visitor(client, NORDLYS), new Visitor(client, NORDLYS)]

    const answers = await Promise.all(guests.map((guest) => guest.post(path, kari)))
    assert.sameMembers(
      answers.map((answer) => answer.status()),
      [303, 404]
    )
    const later = await new Visitor(client, NORDLYS).get(path)
    later.assertStatus(404)
    assert.include(later.text(), 'This link no longer works')
    const all = await at(nordlys, () => Member.query().where('email', 'kari@nordlys.test'))
    assert.lengthOf(all, 1)
  })

  test('expire after a week; sent anew, the old link is worth nothing', async (context) => {
    const { client, assert } = context
    const { nordlys, ida } = await people()
    const { path } = await invited(ida)
    letPass(7 * DAY + 1000, context)
    const late = await new Visitor(client, NORDLYS).post(path, kari)
    late.assertStatus(404)

    const invitation = await at(nordlys, () => Invitation.firstOrFail())
    const visitor = Visitor.as(client, ida)
    const list = await visitor.get('/settings/members')
    assert.include(list.text(), 'Expired')
    await visitor.put(`/settings/invitations/${invitation.id}`)
    const renewed = await linkInLastMail(nordlys)

    const old = await new Visitor(client, NORDLYS).post(path, kari)
    old.assertStatus(404)
    const joined = await new Visitor(client, NORDLYS).post(renewed.path, kari)
    joined.assertStatus(303)
  })

  test('taken back, they are worth nothing', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const { path } = await invited(ida)
    const invitation = await at(nordlys, () => Invitation.firstOrFail())

    const response = await Visitor.as(client, ida).delete(`/settings/invitations/${invitation.id}`)

    response.assertStatus(303)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'invitation.revoked',
      subject_id: invitation.id,
    })
    const joined = await new Visitor(client, NORDLYS).post(path, kari)
    joined.assertStatus(404)
    assert.isNull(await find(ida))
  })

  test('of one clinic mean nothing at the next', async ({ client, assert }) => {
    const { ida, sydhavn } = await people()
    const { path } = await invited(ida)

    const page = await new Visitor(client, SYDHAVN).get(path)
    const joined = await new Visitor(client, SYDHAVN).post(path, kari)

    page.assertStatus(404)
    joined.assertStatus(404)
    assert.lengthOf(await at(sydhavn, () => Member.all()), 1)
    const own = await new Visitor(client, NORDLYS).get(path)
    own.assertStatus(200)
  })

  test('go to nobody who is a member or invited already', async ({ client, assert }) => {
    const { ida } = await people()
    await invited(ida)
    const visitor = Visitor.as(client, ida)

    const member = await visitor.post('/settings/invitations', {
      email: 'MADS@nordlys.test',
      role: 'practitioner',
    })
    member.assertStatus(422)
    assert.include(member.text(), 'Somebody signs in with this address already.')
    const twice = await visitor.post('/settings/invitations', {
      email: 'kari@nordlys.test',
      role: 'practitioner',
    })
    twice.assertStatus(422)
    assert.include(twice.text(), 'This address is invited already.')
    assert.include(twice.text(), 'value="kari@nordlys.test"')
  })

  test('give no role that may do more than who invites', async ({ client, assert }) => {
    const { nordlys, mads, signe } = await people()
    const invite = (person: Person, role: string) =>
      Visitor.as(client, person).post('/settings/invitations', { email: 'kari@nordlys.test', role })

    const asOwner = await invite(mads, 'owner')
    asOwner.assertStatus(422)
    const nonsense = await invite(mads, 'king')
    nonsense.assertStatus(422)
    const byPractitioner = await invite(signe, 'receptionist')
    byPractitioner.assertStatus(403)
    assert.lengthOf(await at(nordlys, () => Invitation.all()), 0)

    const asColleague = await invite(mads, 'administrator')
    asColleague.assertStatus(303)
  })

  test('to a role above theirs are nobody’s to send anew: the link could end in their own hands', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, mads } = await people()
    const { id, tokenHash } = await at(nordlys, async () => {
      const by = { member: ida.member, address: null }
      await Invitation.invite(
        { email: 'kari@nordlys.test', role: 'owner' },
        by,
        `http://${NORDLYS}`
      )
      return Invitation.firstOrFail()
    })
    const path = `/settings/invitations/${id}`

    const asAdministrator = Visitor.as(client, mads)
    const resent = await asAdministrator.put(path)
    resent.assertStatus(403)
    const revoked = await asAdministrator.delete(path)
    revoked.assertStatus(403)
    const list = await asAdministrator.get('/settings/members')
    assert.include(list.text(), 'kari@nordlys.test')
    assert.notInclude(list.text(), path)
    const kept = await at(nordlys, () => Invitation.firstOrFail())
    assert.deepInclude(kept.$attributes, { tokenHash, revokedAt: null })

    const asOwner = await Visitor.as(client, ida).put(path)
    asOwner.assertStatus(303)
    const sent = await at(nordlys, () => Invitation.firstOrFail())
    assert.notEqual(sent.tokenHash, tokenHash)
  })

  test('ask for fresh proof first', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const response = await client
      .post('/settings/invitations')
      .at(NORDLYS)
      .cookie('fortrolig_session', signIn(ida, { proved_at: 0 }))
      .header('referer', `http://${NORDLYS}/settings/invitations/new`)
      .form({ email: 'kari@nordlys.test', role: 'practitioner' })

    response.assertHeader('location', '/identity?next=%2Fsettings%2Finvitations%2Fnew')
    assert.lengthOf(await at(nordlys, () => Invitation.all()), 0)
  })

  test('refuse a weak password, and keep the name', async ({ client, assert }) => {
    const { ida } = await people()
    const { path } = await invited(ida)
    const guest = new Visitor(client, NORDLYS)

    const short = await guest.post(path, { name: 'Kari Moe', password: 'short' })
    short.assertStatus(422)
    assert.include(short.text(), 'must have at least 12 characters')
    assert.include(short.text(), 'value="Kari Moe"')
    const common = await guest.post(path, { name: 'Kari Moe', password: 'password1234' })
    assert.include(common.text(), 'This password is easy to guess.')
    const own = await guest.post(path, { name: 'Karianne Moen', password: 'KarianneMoen1' })
    assert.include(own.text(), 'This password is mostly your own name')
    const clinics = await guest.post(path, { name: 'Kari Moe', password: 'nordlysfysioterapi1' })
    assert.include(clinics.text(), 'This password is mostly your own name')
    assert.isNull(await find(ida))

    const joined = await guest.post(path, kari)
    joined.assertStatus(303)
    const signedIn = await new Visitor(client, NORDLYS).post('/sign-in', {
      email: 'kari@nordlys.test',
      password: kari.password,
    })
    signedIn.assertHeader('location', '/')
    assert.notEqual(kari.password, PASSWORD)
  })
})
