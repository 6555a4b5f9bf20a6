import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { queueMail } from '#mails/queue_mail'
import { MailProblem } from '#mails/mail_problem'
import type Clinic from '#models/clinic'
import OutboxMail, { type MailState } from '#models/outbox_mail'
import { lastAuditEvent } from '#tests/audit'
import { at, countQueries, people } from '#tests/people'
import { Visitor } from '#tests/visitor'

function mailTo(clinic: Clinic, address: string, changes: Record<string, unknown> = {}) {
  return at(clinic, async () => {
    const mail = await queueMail({
      to: { name: 'Kim Øst', address },
      purpose: 'mails.test.heading',
      template: 'mails/test',
    })
    return mail.merge(changes).save()
  })
}

function stateOf(clinic: Clinic, { id }: OutboxMail): Promise<MailState> {
  return at(clinic, async () => {
    const mail = await OutboxMail.findOrFail(id)
    return mail.state
  })
}

const settled = () => ({ settledAt: DateTime.utc(), attempts: 1 })

test.group('Outbox page', () => {
  test('says what was sent, what waits and why, and never what is in a mail', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    await mailTo(nordlys, 'sent@example.test', { state: 'sent', ...settled() })
    const waiting = await mailTo(nordlys, 'waiting@example.test')
    await at(nordlys, () =>
      waiting.refused(new MailProblem('recipient_refused', '451 4.7.1 Greylisted', true))
    )
    const lost = await mailTo(nordlys, 'lost@example.test')
    await at(nordlys, () => lost.lost(new MailProblem('interrupted')))

    const page = await client.get('/settings/outbox').as(ida)

    page.assertStatus(200)
    for (const words of [
      'sent@example.test',
      'Kim Øst',
      'The mail server does not take mail for waiting@example.test.',
      'The server said: 451 4.7.1 Greylisted',
      'Next try',
      'It may have arrived or not',
      'Mails wait, because no mail server is set up',
    ])
      page.assertTextIncludes(words)
    assert.notInclude(page.text(), 'can send mail from Fortrolig')
  })

  test('shows an empty outbox, and one row as well as three, with the same queries', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    const empty = await client.get('/settings/outbox').as(ida)
    empty.assertTextIncludes('Nothing was sent yet')

    await mailTo(nordlys, 'one@example.test')
    const one = await countQueries(() => client.get('/settings/outbox').as(ida))
    await mailTo(nordlys, 'two@example.test')
    await mailTo(nordlys, 'three@example.test')
    const three = await countQueries(() => client.get('/settings/outbox').as(ida))

    assert.equal(three, one)
  })

  test('is filtered by state and purpose, and turned page by page', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    await mailTo(nordlys, 'failed@example.test', { state: 'failed', ...settled() })
    for (let index = 0; index < 26; index++) await mailTo(nordlys, `w${index}@example.test`)
    const addresses = async (query: Record<string, unknown>) => {
      const page = await client.get('/settings/outbox').qs(query).as(ida)
      return [...new Set(page.text().match(/[a-z0-9]+@example\.test/g))]
    }

    assert.deepEqual(await addresses({ state: 'failed' }), ['failed@example.test'])
    assert.lengthOf(await addresses({ state: 'waiting' }), 25)
    assert.deepEqual(await addresses({ state: 'waiting', page: 2 }), ['w0@example.test'])
    assert.deepEqual(await addresses({ page: 2 }), ['w0@example.test', 'failed@example.test'])
    assert.deepEqual(await addresses({ state: 'sent' }), [])
    assert.lengthOf(await addresses({ purpose: 'mails.test.heading' }), 25)
    assert.deepEqual(await addresses({ purpose: 'consents.mails.request' }), [])
    assert.lengthOf(await addresses({ state: 'nonsense', page: '-1' }), 25)
  })

  test('sends now, sends again and cancels, each in its states, and audits it', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    const dispatch = (mail: OutboxMail) =>
      client.post(`/settings/outbox/${mail.id}/dispatches`).as(ida)
    const cancel = (mail: OutboxMail) =>
      client.post(`/settings/outbox/${mail.id}/cancellations`).as(ida)
    const later = DateTime.utc().plus({ hours: 1 })

    const waiting = await mailTo(nordlys, 'a@example.test', { dueAt: later })
    await dispatch(waiting)
    const [due] = await at(nordlys, () => OutboxMail.due(1))
    assert.equal(due.id, waiting.id)
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'mail.hurried',
      subject_id: waiting.id,
    })

    await cancel(waiting)
    assert.equal(await stateOf(nordlys, waiting), 'cancelled')
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'mail.cancelled',
      subject_id: waiting.id,
    })

    await dispatch(waiting)
    assert.equal(await stateOf(nordlys, waiting), 'waiting')
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'mail.sent_again',
      subject_id: waiting.id,
    })

    const sent = await mailTo(nordlys, 'b@example.test', { state: 'sent', ...settled() })
    await dispatch(sent)
    await cancel(sent)
    assert.equal(await stateOf(nordlys, sent), 'sent')

    const emptied = await mailTo(nordlys, 'c@example.test', {
      state: 'failed',
      ...settled(),
      html: null,
      emptiedAt: DateTime.utc(),
    })
    await dispatch(emptied)
    assert.equal(await stateOf(nordlys, emptied), 'failed')
    assert.deepInclude(await lastAuditEvent(nordlys), { subject_id: waiting.id })
  })

  test('leaves mails to members to them: nobody cancels what tells of their own deed', async ({
    client,
    assert,
  }) => {
    const { mads, ida, signe, nordlys } = await people()
    const notice = 'mails.purposes.security_notice'
    const toOwner = await mailTo(nordlys, ida.member.email.toUpperCase())
    const toColleague = await mailTo(nordlys, signe.member.email)
    const toOldAddress = await mailTo(nordlys, 'signe@before.test', { purpose: notice })
    const toClient = await mailTo(nordlys, 'clara@example.test')
    const own = await mailTo(nordlys, mads.member.email)
    const asAdministrator = Visitor.as(client, mads)

    const page = await asAdministrator.get('/settings/outbox')
    for (const mail of [toOwner, toColleague, toOldAddress]) {
      assert.notInclude(page.text(), `${mail.id}/cancellations`)
      await asAdministrator.post(`/settings/outbox/${mail.id}/cancellations`)
      assert.equal(await stateOf(nordlys, mail), 'waiting')
    }
    const after = await asAdministrator.get('/settings/outbox')
    assert.include(after.text(), 'nobody else cancels it')

    for (const mail of [toClient, own]) {
      assert.include(page.text(), `${mail.id}/cancellations`)
      await asAdministrator.post(`/settings/outbox/${mail.id}/cancellations`)
      assert.equal(await stateOf(nordlys, mail), 'cancelled')
    }
  })

  test('shows the alarm about a decoy to owners only', async ({ client, assert }) => {
    const { mads, ida, nordlys } = await people()
    await mailTo(nordlys, ida.member.email, { purpose: 'mails.purposes.decoy' })

    const asAdministrator = await client.get('/settings/outbox').as(mads)
    const asOwner = await client.get('/settings/outbox').as(ida)

    assert.notInclude(asAdministrator.text(), 'decoy')
    assert.notInclude(asAdministrator.text(), ida.member.email)
    assert.include(asOwner.text(), 'Alarm: a decoy was touched')
  })

  test('is for those who may read mail, and for this clinic’s mails', async ({
    client,
    assert,
  }) => {
    const { signe, ida, freja, nordlys } = await people()
    const mail = await mailTo(nordlys, 'kim@example.test')

    const closed = await client.get('/settings/outbox').as(signe)
    const refused = await client.post(`/settings/outbox/${mail.id}/cancellations`).as(signe)
    const elsewhere = await client.post(`/settings/outbox/${mail.id}/cancellations`).as(freja)
    const unknown = await client.post('/settings/outbox/nothing/dispatches').as(ida)

    closed.assertStatus(403)
    refused.assertStatus(403)
    elsewhere.assertStatus(404)
    unknown.assertStatus(404)
    assert.equal(await stateOf(nordlys, mail), 'waiting')
  })
})
