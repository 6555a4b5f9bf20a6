import { test } from '@japa/runner'
import { Crowd, hiddenOn, visitor } from '#tests/crowd'
import { mailThrough } from '#tests/mails'
import { House, ServerProcess } from '#tests/peers/server'
import { MailServer } from '#tests/peers/smtp'
import { DateTime } from 'luxon'
import { offered, taking } from '../setting.js'

const KILLS = 20
const VISITORS = 8
const OVERLAPS = `select one.id from appointments one join appointments other
  on one.member_id = other.member_id and one.id < other.id
  and one.busy_from < other.busy_until and other.busy_from < one.busy_until
  where one.status not in ('cancelled', 'missed') and other.status not in ('cancelled', 'missed')`

test.group('A server that is killed while visitors book', () => {
  test('keeps every confirmed booking, books nothing twice, and loses or doubles no mail', async ({
    assert,
    cleanup,
  }) => {
    const all = await taking()
    const mail = await MailServer.start()
    cleanup(() => mail.stop())
    await mailThrough(all.nordlys, mail.port)
    const starts = await offered(all.nordlys, all.service)
    const house = await House.copy(all.nordlys)
    cleanup(() => house.remove())

    const confirmed: string[] = []
    const tokens: string[] = []
    let number = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const server = await ServerProcess.start(house)
      const crowd = new Crowd(server.port)
      const before = confirmed.length
      const someBooked = Promise.withResolvers<void>()
      const visits = Array.from({ length: VISITORS }, async () => {
        // Until the server is gone.
        for (;;) {
          const who = ++number
          const path = `/booking/services/${all.service.id}/times`
          const held = await crowd.post(path, { start: starts[who % 20 === 0 ? 0 : who] })
          if (held.status !== 303) continue
          tokens.push(held.location!.split('/').at(-1)!)
          const page = await crowd.get(held.location!)
          const form = { ...hiddenOn(page.text), ...visitor(who) }
          const answer = await crowd.post(held.location!, form)
          if (answer.status === 303) confirmed.push(form.email)
          if (confirmed.length >= before + 3 + (kill % 5)) someBooked.resolve()
        }
      })
      const gone = Promise.allSettled(visits)
      await someBooked.promise
      await server.kill()
      await gone
      crowd.leave()
      const log = server.output.join('\n')
      for (const token of tokens.splice(0)) assert.notInclude(log, token)
      assert.deepEqual(house.sql(all.nordlys, OVERLAPS), [], `after kill ${kill + 1}`)
    }

    // What waits goes out after the last start.
    house.sql(all.nordlys, 'update outbox_mails set due_at = ?', DateTime.utc().toISO())
    const last = await ServerProcess.start(house)
    const waiting = () =>
      house.sql(
        all.nordlys,
        `select id from outbox_mails where state in ('waiting', 'handing_over')`
      )
    while (waiting().length) await new Promise((resolve) => setTimeout(resolve, 100))
    assert.equal(await last.stop(), 0)

    const booked = house.sql<{ email: string }>(
      all.nordlys,
      `select email from booking_bookings join clients on clients.id = booking_bookings.client_id`
    )
    assert.includeMembers(
      booked.map(({ email }) => email),
      confirmed
    )
    // A mail per booking, each sent once; the few that were on the wire in a kill are marked as uncertain and not sent again.
    const letters = house.sql<{ message_id: string; state: string }>(
      all.nordlys,
      'select message_id, state from outbox_mails'
    )
    assert.lengthOf(letters, booked.length)
    const received = mail.mails.map(({ messageId }) => messageId)
    assert.lengthOf(new Set(received), received.length)
    const uncertain = letters.filter(({ state }) => state === 'uncertain')
    assert.isAtMost(uncertain.length, KILLS)
    assert.includeMembers(
      received,
      letters.filter(({ state }) => state === 'sent').map(({ message_id: id }) => id)
    )
    assert.equal(
      letters.filter(({ state }) => state === 'sent').length + uncertain.length,
      booked.length
    )
  }).timeout(300_000)
})
