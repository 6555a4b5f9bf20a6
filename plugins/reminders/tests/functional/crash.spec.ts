import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { SERVER } from '#audit/actor'
import { wallOf } from '#calendar/wall_time'
import type Clinic from '#models/clinic'
import { aClient } from '#tests/clients'
import { book, planOf } from '#tests/calendar'
import { at } from '#tests/people'
import { House, ServerProcess } from '#tests/peers/server'
import { GatewayApiPeer } from '#tests/peers/sms'
import Rule, { type RuleValues } from '../../models/rule.js'
import { reminderSettings } from '../../settings.js'
import { aGateway, DAY_BEFORE, itIs, reminding, SMS_BEFORE, TOKEN, ZONE } from '../setting.js'

type Test = Parameters<typeof reminding>[0]
const KILLS = 2

type Row = { state: string; reason: string | null; attempts: number }
const STATES = 'select state, reason, attempts from reminders_messages order by id'

test.group('Reminders of a real server', (group) => {
  let house: House | undefined
  let server: ServerProcess | undefined
  let peer: GatewayApiPeer

  group.each.setup(async () => {
    peer = await new GatewayApiPeer(TOKEN).start()
    return async () => {
      peer.release()
      await server?.kill()
      await peer.stop()
      house?.remove()
      house = server = undefined
    }
  })

  /** A data folder in which so many reminders became due ten minutes ago, by the real clock. */
  async function houseWithDue(context: Test, rule: RuleValues, count = 1) {
    const now = DateTime.utc()
    const wallAfter = (hours: number) => wallOf(now.plus({ hours, minutes: -10 }), ZONE)
    const [earlier, start] = [wallAfter(-2), wallAfter(24)]
    const all = await reminding(context)
    itIs(earlier, context)
    await at(all.nordlys, async () => {
      await reminderSettings.write({ ...reminderSettings.read(), hasQuietHours: false })
      await Rule.make(rule, { by: SERVER })
      await aGateway()
      const clients = []
      for (let n = 0; n < count; n++) clients.push(await aClient({ email: `n${n}@example.test` }))
      await book(planOf(all.signe, '', { wall: start, capacity: count }), ...clients)
    })
    house = await House.copy(all.nordlys)
    writeFileSync(join(house.folder, 'peer.pem'), peer.certificate)
    return { nordlys: all.nordlys, house }
  }

  /** A server that reaches the gateway's peer under the gateway's own name. */
  function started(from: House) {
    const certificate = { NODE_EXTRA_CA_CERTS: join(from.folder, 'peer.pem') }
    return ServerProcess.start(from, { ...peer.environment, ...certificate })
  }

  async function until(isSo: () => boolean) {
    while (!isSo()) await wait(5)
  }

  test('killed while the gateway has an SMS: it is uncertain, and not sent again by itself', async (context) => {
    const { assert } = context
    const { nordlys, house: copy } = await houseWithDue(context, SMS_BEFORE)
    peer.faults.push('holds')
    server = await started(copy)
    await peer.hasTaken()
    await server.kill()
    assert.deepEqual(copy.sql<Row>(nordlys, STATES), [
      { state: 'handing_over', reason: null, attempts: 1 },
    ])

    peer.release()
    server = await started(copy)
    await until(() => copy.sql<Row>(nordlys, STATES)[0].state !== 'handing_over')
    assert.equal(await server.stop(), 0)
    assert.deepEqual(copy.sql<Row>(nordlys, STATES), [
      { state: 'uncertain', reason: 'interrupted', attempts: 1 },
    ])
    assert.equal(peer.calls, 1)
  })

  test('killed twice while it hands over e-mails: each is in the outbox once', async (context) => {
    const { assert } = context
    const count = 60
    const { nordlys, house: copy } = await houseWithDue(context, DAY_BEFORE, count)
    const queued = () => mailsIn(copy, nordlys).length
    let kills = 0
    while (queued() < count && kills < KILLS) {
      const before = queued()
      server = await started(copy)
      await until(() => queued() > before)
      await server.kill()
      kills++
      // The schedule would wait for the rest of its minute.
      copy.sql(nordlys, `delete from schedule_runs`)
    }
    server = await started(copy)
    await until(() => queued() >= count)
    assert.equal(await server.stop(), 0)
    assert.isAbove(kills, 0)
    const recipients = mailsIn(copy, nordlys)
    assert.lengthOf(recipients, count)
    assert.lengthOf(new Set(recipients), count)
    assert.isTrue(copy.sql<Row>(nordlys, STATES).every(({ state }) => state === 'sent'))
  })
})

/** To which client each mail of the outbox goes. */
function mailsIn(house: House, clinic: Clinic) {
  const rows = house.sql<{ client_id: string }>(clinic, 'select client_id from outbox_mails')
  return rows.map(({ client_id: id }) => id)
}
