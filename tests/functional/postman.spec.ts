import tls from 'node:tls'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { transaction } from '#clinics/transaction'
import { Postman } from '#mails/postman'
import { queueMail } from '#mails/queue_mail'
import { mailSettings, sealPassword, type Security } from '#mails/settings'
import { type Patience, PATIENT } from '#mails/smtp_session'
import { onWake } from '#mails/wake'
import type Clinic from '#models/clinic'
import OutboxMail from '#models/outbox_mail'
import { type Behaviour, MailServer, selfSigned } from '#tests/peers/smtp'
import { letPass } from '#tests/clock'
import { at, people } from '#tests/people'

/** For a server that never answers. Anywhere else a clock would only measure how busy this machine is. */
const IMPATIENT = { ...PATIENT, answer: 500 }
const letter = { purpose: 'mails.test.heading', template: 'mails/test' }
const kim = { ...letter, to: { name: 'Kim Øst', address: 'kim@example.test' } }

type Ways = Parameters<typeof MailServer.start>[1] & {
  security?: Security
  password?: string
  host?: string
  patience?: Patience
}

test.group('Postman', (group) => {
  let servers: MailServer[] = []

  group.each.teardown(async () => {
    onWake(() => {})
    for (const server of servers) await server.stop()
    servers = []
  })

  /** A clinic whose mail goes through a server that behaves like this. */
  async function clinicWith(behaviour: Behaviour = {}, ways: Ways = {}) {
    const { nordlys, ida } = await people()
    const server = await MailServer.start(behaviour, ways)
    servers.push(server)
    await mailThrough(nordlys, server.port, ways)
    const postman = new Postman(ways.patience)
    const round = async () => {
      postman.wake(nordlys)
      await postman.rest(nordlys)
    }
    const queue = (...letters: Parameters<typeof queueMail>[0][]) =>
      at(nordlys, async () => {
        for (const each of letters) await queueMail(each)
      })
    const rows = () => at(nordlys, () => OutboxMail.query().orderBy('id'))
    const makeDue = () =>
      at(nordlys, () => OutboxMail.query().update({ due_at: DateTime.utc().toISO() }))
    return { server, nordlys, ida, postman, round, queue, rows, makeDue }
  }

  function mailThrough(clinic: Clinic, port: number, ways: Ways = {}) {
    return at(clinic, () =>
      mailSettings.write({
        host: ways.host ?? 'localhost',
        port,
        security: ways.security ?? 'none',
        user: ways.password ? 'nordlys' : undefined,
        password: ways.password ? sealPassword(ways.password) : undefined,
        senderName: 'Nordlys',
        senderAddress: 'post@nordlys.test',
        replyTo: 'ida@nordlys.test',
      })
    )
  }

  test('a mail is sent as soon as its transaction is committed', async ({ assert }) => {
    const { server, nordlys, postman, rows } = await clinicWith()
    onWake((clinic) => postman.wake(clinic))

    await at(nordlys, () =>
      transaction(async () => {
        await queueMail({ ...kim, locale: 'da' })
        assert.equal(server.visits, 0)
      })
    )
    await postman.rest(nordlys)

    const [mail] = server.mails
    const [row] = await rows()
    assert.lengthOf(server.mails, 1)
    assert.equal(mail.from, 'post@nordlys.test')
    assert.deepEqual(mail.to, ['kim@example.test'])
    assert.equal(mail.subject, 'Test fra Nordlys Fysioterapi')
    assert.include(mail.text, 'Nordlys Fysioterapi kan sende e-mail fra Fortrolig.')
    assert.include(mail.html, '<html lang="da">')
    assert.equal(mail.messageId, row.messageId)
    assert.equal(row.messageId, `<${row.id}@nordlys.test>`)
    assert.equal(
      mail.headers.find(({ key }) => key === 'to')?.value,
      '=?UTF-8?Q?Kim_=C3=98st?= <kim@example.test>'
    )
    assert.equal(mail.headers.find(({ key }) => key === 'reply-to')?.value, 'ida@nordlys.test')
    assert.equal(mail.headers.find(({ key }) => key === 'auto-submitted')?.value, 'auto-generated')
    assert.deepInclude(row.$attributes, { state: 'sent', attempts: 1, error: null })
    assert.isNotNull(row.settledAt)
  })

  test('many mails go through one connection, a second round sends nothing', async ({ assert }) => {
    const { server, round, queue } = await clinicWith()
    await queue(kim, kim, kim)

    await round()
    await round()

    assert.lengthOf(server.mails, 3)
    assert.equal(server.visits, 1)
    assert.lengthOf(new Set(server.mails.map(({ messageId }) => messageId)), 3)
  })

  test('where no mail server is set up, mails wait', async ({ assert }) => {
    const { nordlys } = await people()
    const postman = new Postman()
    await at(nordlys, () => queueMail(kim))

    postman.wake(nordlys)
    await postman.rest(nordlys)

    const [row] = await at(nordlys, () => OutboxMail.all())
    assert.deepInclude(row.$attributes, { state: 'waiting', attempts: 0, error: null })
  })

  test('a server that is down: all wait, with growing delays, until it is up', async ({
    assert,
  }) => {
    const { server, nordlys, round, queue, rows, makeDue } = await clinicWith()
    await queue(kim, kim)
    const { port } = server
    await server.stop()
    servers = []

    await round()
    const first = await rows()
    await makeDue()
    await round()
    const second = await rows()

    for (const row of first)
      assert.deepInclude(row.$attributes, { state: 'waiting', attempts: 1, error: 'refused' })
    for (const row of second)
      assert.deepInclude(row.$attributes, { state: 'waiting', attempts: 2, error: 'refused' })
    assert.approximately(first[0].dueAt.diffNow('minutes').minutes, 1, 0.2)
    assert.approximately(second[0].dueAt.diffNow('minutes').minutes, 5, 0.2)

    const back = await MailServer.start()
    servers.push(back)
    assert.notEqual(back.port, port)
    await mailThrough(nordlys, back.port)
    await makeDue()
    await round()
    assert.lengthOf(back.mails, 2)
    for (const row of await rows())
      assert.deepInclude(row.$attributes, { state: 'sent', attempts: 3, error: null })
  })

  test('after three days in vain it has failed, and can be sent again', async ({ assert }) => {
    const { server, nordlys, ida, round, queue, rows } = await clinicWith({
      recipient: () => ({ code: 451, text: '4.7.1 Greylisted, try again later' }),
    })
    await queue(kim)
    await at(nordlys, () => OutboxMail.query().update({ attempts: 11 }))

    await round()
    const [failed] = await rows()
    server.behaviour.recipient = undefined
    await at(nordlys, () => failed.sendAgain({ member: ida.member, address: null }))
    await round()

    const [row] = await rows()
    assert.equal(server.mails.length, 1)
    assert.deepInclude(row.$attributes, { state: 'sent', attempts: 1, error: null })
  })

  test('greylisting: the mail is tried again, the others are sent', async ({ assert }) => {
    const { server, round, queue, rows, makeDue } = await clinicWith({
      recipient: (address) =>
        address.startsWith('kim') ? { code: 451, text: '4.7.1 Greylisted, try again later' } : null,
    })
    await queue(kim, { ...letter, to: 'bo@example.test' })

    await round()
    const [grey, other] = await rows()
    server.behaviour.recipient = undefined
    await makeDue()
    await round()

    assert.deepInclude(grey.$attributes, {
      state: 'waiting',
      attempts: 1,
      error: 'recipient_refused',
    })
    assert.equal(grey.errorDetail, '451 4.7.1 Greylisted, try again later')
    assert.deepInclude(other.$attributes, { state: 'sent', attempts: 1 })
    assert.deepEqual(
      server.mails.map(({ to }) => to[0]),
      ['bo@example.test', 'kim@example.test']
    )
  })

  test('what a server refuses for good has failed, and costs the others nothing', async ({
    assert,
  }) => {
    const refusals = [
      ['sender', 'sender_refused'],
      ['recipient', 'recipient_refused'],
      ['message', 'message_refused'],
    ] as const
    for (const [step, error] of refusals) {
      let count = 0
      const { server, round, queue, rows } = await clinicWith({
        [step]: () => (count++ ? null : { code: 550, text: '5.7.1 Not here' }),
      })
      await queue(kim, { ...letter, to: 'bo@example.test' })
      await round()

      const [refused, other] = await rows()
      assert.deepInclude(refused.$attributes, { state: 'failed', attempts: 1, error })
      assert.equal(refused.errorDetail, '550 5.7.1 Not here')
      assert.equal(other.state, 'sent')
      assert.deepEqual(
        server.mails.map(({ to }) => to[0]),
        ['bo@example.test']
      )
    }
  })

  test('a connection that breaks during the hand-over leaves it uncertain, and nothing is sent twice', async ({
    assert,
  }) => {
    const { server, nordlys, ida, round, queue, rows, makeDue } = await clinicWith({
      atBody: 'drop',
    })
    await queue(kim)

    await round()
    server.behaviour.atBody = 'accept'
    await makeDue()
    await round()
    const [row] = await rows()
    assert.deepInclude(row.$attributes, {
      state: 'uncertain',
      attempts: 1,
      error: 'connection_lost',
    })
    assert.lengthOf(server.mails, 0)

    assert.isTrue(await at(nordlys, () => row.sendAgain({ member: ida.member, address: null })))
    await round()
    assert.lengthOf(server.mails, 1)
    assert.equal(server.mails[0].messageId, row.messageId)
  })

  test('a server that takes the body and never answers leaves it uncertain', async ({ assert }) => {
    const { round, queue, rows } = await clinicWith({ atBody: 'hold' }, { patience: IMPATIENT })
    await queue(kim)

    await round()

    const [row] = await rows()
    assert.deepInclude(row.$attributes, { state: 'uncertain', attempts: 1, error: 'timeout' })
  })

  test('a slow server is waited for, and what was queued meanwhile goes out after it', async ({
    assert,
  }) => {
    const { server, nordlys, postman, queue, rows } = await clinicWith({ atBody: 'hold' })
    onWake((clinic) => postman.wake(clinic))
    await queue(kim)
    await server.hasBody()
    const [held] = await rows()
    await queue({ ...letter, to: 'bo@example.test' })
    server.release()
    await postman.rest(nordlys)

    assert.equal(held.state, 'handing_over')
    assert.deepEqual(
      server.mails.map(({ to }) => to[0]),
      ['kim@example.test', 'bo@example.test']
    )
    for (const row of await rows()) assert.equal(row.state, 'sent')
  })

  test('a mail that a member cancels is not sent', async ({ assert }) => {
    const { server, nordlys, ida, round, queue, rows } = await clinicWith()
    await queue(kim)
    const [mail] = await rows()

    assert.isTrue(await at(nordlys, () => mail.cancel({ member: ida.member, address: null })))
    await round()

    const [row] = await rows()
    assert.equal(row.state, 'cancelled')
    assert.lengthOf(server.mails, 0)
  })

  test('a mail that is of no use any more is not sent', async ({ assert }) => {
    const { server, round, queue, rows } = await clinicWith()
    await queue(
      { ...kim, usefulUntil: DateTime.utc().minus({ minutes: 1 }) },
      { ...kim, usefulUntil: DateTime.utc().plus({ minutes: 5 }) }
    )

    await round()

    const [late, early] = await rows()
    assert.deepInclude(late.$attributes, { state: 'failed', error: 'too_late', attempts: 0 })
    assert.equal(early.state, 'sent')
    assert.lengthOf(server.mails, 1)
  })

  test('a mail that waited a month for a mail server is not sent any more', async (context) => {
    const { nordlys } = await people()
    const postman = new Postman()
    const states = async () => {
      postman.wake(nordlys)
      await postman.rest(nordlys)
      const mails = await at(nordlys, () => OutboxMail.query().orderBy('id'))
      return mails.map(({ state, error }) => [state, error])
    }
    await at(nordlys, () => queueMail(kim))

    letPass(29 * 86_400_000, context)
    context.assert.deepEqual(await states(), [['waiting', null]])
    letPass(2 * 86_400_000, context)
    context.assert.deepEqual(await states(), [['failed', 'too_late']])
  })

  test('a row that cannot be decrypted has failed, and the others are sent', async ({ assert }) => {
    const { server, nordlys, round, queue, rows } = await clinicWith()
    await queue(kim, { ...letter, to: 'bo@example.test' })
    const [broken] = await rows()
    await at(nordlys, () =>
      OutboxMail.query().where('id', broken.id).update({ recipient: 'data.nonsense', html: 'x' })
    )

    await round()

    const [unreadable, other] = await at(nordlys, () =>
      OutboxMail.query().select('id', 'state', 'error').orderBy('id')
    )
    assert.deepInclude(unreadable.$attributes, { state: 'failed', error: 'unreadable' })
    assert.deepInclude(other.$attributes, { state: 'sent', error: null })
    assert.deepEqual(
      server.mails.map(({ to }) => to[0]),
      ['bo@example.test']
    )
  })

  test('a mail whose client is deleted during the hand-over is forgotten', async ({ assert }) => {
    const { server, nordlys, postman, queue, rows } = await clinicWith({ atBody: 'hold' })
    await queue(kim, { ...letter, to: 'bo@example.test' })
    const [first] = await rows()
    postman.wake(nordlys)
    await server.hasBody()
    await at(nordlys, () => OutboxMail.query().where('id', first.id).delete())
    server.release()
    await postman.rest(nordlys)

    const left = await rows()
    assert.deepEqual(
      left.map(({ recipient, state }) => [recipient, state]),
      [['bo@example.test', 'sent']]
    )
  })

  test('credentials: right ones are used, wrong ones make all mails wait', async ({ assert }) => {
    const account = { user: 'nordlys', password: 'right' }
    const good = await clinicWith({ account }, { password: 'right' })
    await good.queue(kim)
    await good.round()
    assert.equal(good.server.mails.length, 1)

    const bad = await clinicWith({ account }, { password: 'wrong' })
    await bad.queue(kim)
    await bad.round()
    const [row] = await bad.rows()
    assert.deepInclude(row.$attributes, { state: 'waiting', attempts: 1, error: 'credentials' })
  })

  test('TLS: a known certificate is trusted, an unknown or missing one is not', async ({
    assert,
  }) => {
    const certificate = selfSigned('localhost')
    const authorities = tls.getCACertificates()
    const outcome = async (ways: Ways) => {
      const { server, queue, round, rows } = await clinicWith({}, ways)
      await queue(kim)
      await round()
      const [row] = await rows()
      return [row.state, row.error, server.mails[0]?.secure]
    }
    const starttls = { tls: 'starttls', security: 'starttls', certificate } as const
    const fromTheStart = { tls: 'tls', security: 'tls', certificate } as const

    assert.deepEqual(await outcome(starttls), ['waiting', 'certificate', undefined])
    assert.deepEqual(await outcome(fromTheStart), ['waiting', 'certificate', undefined])
    assert.deepEqual(await outcome({ ...starttls, tls: 'none' }), ['waiting', 'tls', undefined])
    assert.deepEqual(await outcome({ ...fromTheStart, tls: 'none' }), ['waiting', 'tls', undefined])
    try {
      tls.setDefaultCACertificates([...authorities, certificate.cert])
      assert.deepEqual(await outcome(starttls), ['sent', null, true])
      assert.deepEqual(await outcome(fromTheStart), ['sent', null, true])
      assert.deepEqual(await outcome({ ...fromTheStart, host: '127.0.0.1' }), [
        'waiting',
        'certificate',
        undefined,
      ])
    } finally {
      tls.setDefaultCACertificates(authorities)
    }
  })

  test('a name that does not exist is said to be so', async ({ assert }) => {
    const { round, queue, rows } = await clinicWith({}, { host: 'mail.invalid' })
    await queue(kim)
    await round()

    const [row] = await rows()
    assert.deepInclude(row.$attributes, { state: 'waiting', error: 'name_not_found' })
  })

  test('clinics send through their own server, each its own mails', async ({ assert }) => {
    const { server, postman, round, queue } = await clinicWith()
    const { sydhavn } = await people()
    const other = await MailServer.start()
    servers.push(other)
    void queue
    await mailThrough(sydhavn, other.port)
    await at(sydhavn, () => queueMail({ ...letter, to: 'sydhavn@example.test' }))

    await round()
    postman.wake(sydhavn)
    await postman.rest(sydhavn)

    assert.lengthOf(server.mails, 0)
    assert.deepEqual(other.mails[0].to, ['sydhavn@example.test'])
  })
})
