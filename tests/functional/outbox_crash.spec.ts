import { setTimeout as nextTurn } from 'node:timers/promises'
import { test } from '@japa/runner'
import { queueMail } from '#mails/queue_mail'
import { mailSettings } from '#mails/settings'
import type Clinic from '#models/clinic'
import OutboxMail from '#models/outbox_mail'
import { House, ServerProcess } from '#tests/peers/server'
import { type Behaviour, MailServer } from '#tests/peers/smtp'
import { at, people } from '#tests/people'

type Row = { state: string; attempts: number; error: string | null; message_id: string }
const STATES = 'select state, attempts, error, message_id from outbox_mails order by id'

/** When the first mail is. */
async function isIn(state: string, house: House, clinic: Clinic) {
  while (house.sql<Row>(clinic, STATES)[0].state !== state) await nextTurn(20)
}

test.group('Outbox of a real server', (group) => {
  let house: House | undefined
  let process: ServerProcess | undefined
  let mailServer: MailServer | undefined

  group.each.teardown(async () => {
    await process?.kill()
    await mailServer?.stop()
    house?.remove()
    house = process = mailServer = undefined
  })

  /** A data folder with these mails in the outbox, and a mail server that behaves like this. */
  async function houseWithMail(behaviour: Behaviour = {}, to = ['kim@example.test'], length = 0) {
    const { nordlys } = await people()
    mailServer = await MailServer.start(behaviour)
    const { port } = mailServer
    await at(nordlys, async () => {
      await mailSettings.write({
        host: '127.0.0.1',
        port,
        security: 'none',
        senderAddress: 'post@nordlys.test',
      })
      for (const address of to)
        await queueMail({ to: address, purpose: 'mails.test.heading', template: 'mails/test' })
      const long = 'x'.repeat(length)
      if (long) for (const mail of await OutboxMail.all()) await mail.merge({ html: long }).save()
    })
    house = await House.copy(nordlys)
    return { nordlys, server: mailServer, port, house }
  }

  test('killed while a mail waits: it is sent once, after the next start', async ({ assert }) => {
    const { nordlys, server, port, house: copy } = await houseWithMail()
    await server.stop()
    process = await ServerProcess.start(copy)
    await process.said(/mail has to wait/)
    await process.kill()
    const [waiting] = copy.sql<Row>(nordlys, STATES)

    mailServer = await MailServer.start({}, { port })
    copy.sql(nordlys, 'update outbox_mails set due_at = ?', new Date().toISOString())
    process = await ServerProcess.start(copy)
    await mailServer.hasBody()
    assert.equal(await process.stop(), 0)

    assert.deepInclude(waiting, { state: 'waiting', attempts: 1, error: 'refused' })
    assert.deepInclude(copy.sql<Row>(nordlys, STATES)[0], {
      state: 'sent',
      attempts: 2,
      error: null,
    })
    assert.deepEqual(
      mailServer.mails.map(({ messageId }) => messageId),
      [waiting.message_id]
    )
  })

  test('killed before the last line of a mail: the server has nothing, and it is sent once', async ({
    assert,
  }) => {
    // More than the network takes in while nobody reads.
    const [to, length] = [['kim@example.test'], 8_000_000]
    const { nordlys, server, house: copy } = await houseWithMail({ atBody: 'stall' }, to, length)
    process = await ServerProcess.start(copy)
    await isIn('handing_over', copy, nordlys)
    await process.kill()
    const [killed] = copy.sql<Row>(nordlys, STATES)

    server.behaviour.atBody = 'accept'
    process = await ServerProcess.start(copy)
    await isIn('sent', copy, nordlys)
    assert.equal(await process.stop(), 0)

    assert.deepInclude(killed, { state: 'handing_over', attempts: 0 })
    assert.deepInclude(copy.sql<Row>(nordlys, STATES)[0], { state: 'sent', attempts: 2 })
    assert.deepEqual(
      server.mails.map(({ messageId }) => messageId),
      [killed.message_id]
    )
  })

  test('killed before the server has answered: it is uncertain, and is not sent again by itself', async ({
    assert,
  }) => {
    const to = ['kim@example.test', 'bo@example.test']
    const { nordlys, server, house: copy } = await houseWithMail({ atBody: 'hold' }, to)
    process = await ServerProcess.start(copy)
    await isIn('handed_over', copy, nordlys)
    await process.kill()
    const [killed, next] = copy.sql<Row>(nordlys, STATES)

    server.release()
    const arrived = server.mails.length
    process = await ServerProcess.start(copy)
    // The second mail arrives, so the round has looked at the first.
    await server.hasBody(2)
    assert.equal(await process.stop(), 0)

    const [kim, bo] = copy.sql<Row>(nordlys, STATES)
    assert.deepInclude(killed, { state: 'handed_over', attempts: 0 })
    assert.deepInclude(next, { state: 'waiting', attempts: 0 })
    assert.deepInclude(kim, { state: 'uncertain', attempts: 1, error: 'interrupted' })
    assert.deepInclude(bo, { state: 'sent', attempts: 1, error: null })
    assert.deepEqual(
      server.mails.slice(arrived).map(({ to: recipients }) => recipients),
      [['bo@example.test']]
    )
  })

  test('asked to stop during the hand-over: it waits for the answer and sends no other', async ({
    assert,
  }) => {
    const to = ['kim@example.test', 'bo@example.test']
    const { nordlys, server, house: copy } = await houseWithMail({ atBody: 'hold' }, to)
    process = await ServerProcess.start(copy)
    await server.hasBody()
    const stopped = process.stop()
    server.release()

    assert.equal(await stopped, 0)
    const [kim, bo] = copy.sql<Row>(nordlys, STATES)
    assert.deepInclude(kim, { state: 'sent', attempts: 1, error: null })
    assert.deepEqual(
      server.mails.map(({ to: recipients }) => recipients[0]),
      bo.state === 'sent' ? to : to.slice(0, 1)
    )
  })
})
