import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { clinicClient } from '#clinics/database'
import { mailIsSetUp, mailSettings, smtpPassword } from '#mails/settings'
import { setUpMail } from '#mails/setup'
import { queueMail } from '#mails/queue_mail'
import OutboxMail from '#models/outbox_mail'
import { lastAuditEvent } from '#tests/audit'
import { type Behaviour, MailServer } from '#tests/peers/smtp'
import { at, people, type Person, signIn } from '#tests/people'
import { Visitor } from '#tests/visitor'

const FORM = {
  host: 'smtp.example.org',
  port: '587',
  security: 'starttls',
  user: 'nordlys',
  password: 'a password of the mail server',
  senderName: 'Nordlys',
  senderAddress: 'post@nordlys.test',
  replyTo: '',
}

test.group('Mail settings', (group) => {
  let server: MailServer | undefined

  group.each.teardown(async () => {
    await server?.stop()
    server = undefined
  })

  test('are saved, with the password encrypted, never shown again, and audited without it', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()

    const saved = await client.put('/settings/mail').as(ida).form(FORM)
    const page = await client.get('/settings/mail').as(ida)

    saved.assertStatus(302)
    saved.assertHeader('location', '/settings/mail')
    page.assertTextIncludes('smtp.example.org')
    assert.notInclude(page.text(), FORM.password)
    await at(nordlys, async () => {
      const { password, ...values } = mailSettings.read()
      assert.deepEqual(values, {
        host: 'smtp.example.org',
        port: 587,
        security: 'starttls',
        user: 'nordlys',
        senderName: 'Nordlys',
        senderAddress: 'post@nordlys.test',
      })
      assert.equal(smtpPassword(), FORM.password)
      assert.isTrue(mailIsSetUp())
      const row = await clinicClient().from('settings').where('id', 'mail').first()
      assert.notInclude(row.values, 'a password')
    })
    const { action, details } = await lastAuditEvent(nordlys)
    assert.equal(action, 'mail.settings_changed')
    assert.deepEqual(details, {
      host: 'smtp.example.org',
      port: 587,
      security: 'starttls',
      sender: 'post@nordlys.test',
    })
  })

  test('keep the password when none is typed, unless the user is another', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    const password = () => at(nordlys, async () => smtpPassword())
    await client.put('/settings/mail').as(ida).form(FORM)

    await client
      .put('/settings/mail')
      .as(ida)
      .form({ ...FORM, password: '', port: '2525' })
    assert.equal(await password(), FORM.password)

    await client
      .put('/settings/mail')
      .as(ida)
      .form({ ...FORM, password: '', user: 'somebody' })
    assert.isNull(await password())
  })

  test('say beside the field what is wrong, and keep what was typed but the password', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    const response = await client
      .put('/settings/mail')
      .as(ida)
      .form({ ...FORM, host: 'https://smtp.example.org', port: '70000', senderAddress: 'nobody' })

    response.assertStatus(422)
    response.assertTextIncludes('Write the name alone, without https:// and without the port.')
    response.assertTextIncludes('value="https://smtp.example.org"')
    response.assertTextIncludes('value="70000"')
    assert.notInclude(response.text(), FORM.password)
    await at(nordlys, async () => assert.isFalse(mailIsSetUp()))
  })

  test('warn of a server elsewhere without encryption, and not of one on this machine', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const warning = 'Mail leaves this machine in clear text'
    const pageWith = async (host: string) => {
      await client
        .put('/settings/mail')
        .as(ida)
        .form({ ...FORM, host, security: 'none' })
      const page = await client.get('/settings/mail').as(ida)
      return page.text()
    }

    assert.include(await pageWith('smtp.example.org'), warning)
    assert.notInclude(await pageWith('localhost'), warning)
    assert.notInclude(await pageWith('127.0.0.1'), warning)
  })

  test('a change makes the mails that wait due at once', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    const waiting = await at(nordlys, async () => {
      const mail = await queueMail({
        to: 'kim@example.test',
        purpose: 'mails.test.heading',
        template: 'mails/test',
      })
      await OutboxMail.query().update({ due_at: '2100-01-01T00:00:00.000Z' })
      return mail
    })
    assert.isEmpty(await at(nordlys, () => OutboxMail.due(10)))

    await client.put('/settings/mail').as(ida).form(FORM)

    const due = await at(nordlys, () => OutboxMail.due(10))
    assert.deepEqual(
      due.map(({ id }) => id),
      [waiting.id]
    )
  })

  test('can be removed, the password with them', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    await client.put('/settings/mail').as(ida).form(FORM)

    await client.delete('/settings/mail').as(ida)

    await at(nordlys, async () => {
      assert.isFalse(mailIsSetUp())
      assert.isNull(smtpPassword())
    })
    assert.deepInclude(await lastAuditEvent(nordlys), { action: 'mail.settings_changed' })
  })

  test('are for owners, because all links for new passwords go that way', async ({
    client,
    assert,
  }) => {
    const { ida, mads, nordlys } = await people()

    const page = await client.get('/settings/mail').as(mads)
    const change = await client.put('/settings/mail').as(mads).form(FORM)
    const attempt = await client.post('/settings/mail/tests').as(mads).form({ email: 'a@b.test' })
    const removal = await client.delete('/settings/mail').as(mads)
    const allowed = await client.get('/settings/mail').as(ida)

    for (const response of [page, change, attempt, removal]) response.assertStatus(403)
    allowed.assertStatus(200)
    await at(nordlys, async () => assert.isFalse(mailIsSetUp()))
  })

  test('want a fresh proof of identity', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    const stale = signIn(ida, { proved_at: Date.now() - 3_600_000 })
    const change = await client
      .put('/settings/mail')
      .at(ida.host)
      .cookie('fortrolig_session', stale)
      .form(FORM)

    change.assertStatus(303)
    assert.match(change.header('location')!, /^\/identity/)
    await at(nordlys, async () => assert.isFalse(mailIsSetUp()))
  })

  /** What the page says after a test through a server that behaves like this. */
  async function outcome(
    client: ApiClient,
    ida: Person,
    behaviour: Behaviour,
    changes: object = {}
  ) {
    await server?.stop()
    server = await MailServer.start(behaviour)
    const { port } = server
    await at(ida.clinic, () =>
      setUpMail(
        {
          host: '127.0.0.1',
          port,
          security: 'none',
          senderAddress: 'post@nordlys.test',
          ...changes,
        },
        { member: ida.member, address: null }
      )
    )
    const visitor = Visitor.as(client, ida)
    const sent = await visitor.post('/settings/mail/tests', { email: 'ida@nordlys.test' })
    sent.assertStatus(302)
    const page = await visitor.get('/settings/mail')
    return page.text() as string
  }

  test('the test says how it went, in words for each failure', async ({ client, assert }) => {
    const { ida } = await people()
    const refusal = (text: string) => () => ({ code: 550, text })

    assert.include(await outcome(client, ida, {}), 'The mail server took the test')
    assert.equal(server!.mails[0].to[0], 'ida@nordlys.test')
    assert.equal(server!.mails[0].subject, 'Test from Nordlys Fysioterapi')

    assert.include(
      await outcome(client, ida, { sender: refusal('5.7.1 Not your address') }),
      '127.0.0.1 does not let this account send from post@nordlys.test.'
    )
    assert.include(
      await outcome(client, ida, { recipient: refusal('5.1.1 No such user') }),
      'The mail server does not take mail for ida@nordlys.test.'
    )
    assert.include(
      await outcome(client, ida, { message: refusal('5.7.1 Spam') }),
      'The server said: 550 5.7.1 Spam'
    )
    assert.include(
      await outcome(client, ida, { atBody: 'drop' }),
      '127.0.0.1 broke the connection off.'
    )
    const account = { user: 'nordlys', password: 'right' }
    const wrong = { user: 'nordlys', password: 'wrong' }
    assert.include(
      await outcome(client, ida, { account }, wrong),
      '127.0.0.1 did not accept the user name and password.'
    )
    assert.include(
      await outcome(client, ida, {}, { security: 'starttls' }),
      'No encrypted connection to 127.0.0.1'
    )
    assert.include(
      await outcome(client, ida, {}, { host: 'mail.invalid' }),
      'There is no machine named mail.invalid.'
    )
    assert.include(
      await outcome(client, ida, {}, { port: 1 }),
      'Nothing answers at 127.0.0.1 on port 1.'
    )
  })

  test('the test wants an address', async ({ client }) => {
    const { ida } = await people()
    await client.put('/settings/mail').as(ida).form(FORM)
    const response = await client.post('/settings/mail/tests').as(ida).form({ email: 'ida' })

    response.assertStatus(422)
    response.assertTextIncludes('field-error')
    response.assertTextIncludes('value="ida"')
  })
})
