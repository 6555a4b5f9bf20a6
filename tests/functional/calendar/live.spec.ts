import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { test } from '@japa/runner'
import { CookieClient } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import { SERVER } from '#audit/actor'
import { liveChanges } from '#calendar/live_changes'
import { Sessions, sessionKey } from '#clinics/sessions'
import env from '#start/env'
import { letPass } from '#tests/clock'
import { aClient, book, planOf, TUESDAY } from '#tests/calendar'
import { House, ServerProcess } from '#tests/peers/server'
import { at, people, type Person, signIn } from '#tests/people'

const PATH = '/calendar/changes'
const AROUND_TUESDAY = { from: TUESDAY, until: '2027-06-16' }

/** A page that listens: what it was told, and whether it was hung up on. */
class Listener {
  static async open(
    person: Person,
    session: string = signIn(person),
    port = Number(env.get('PORT'))
  ) {
    const cookie = new CookieClient(encryption as never).sign('fortrolig_session', session)!
    const headers = {
      accept: 'text/event-stream',
      host: person.host,
      cookie: `fortrolig_session=${cookie}`,
    }
    const asked = request({ host: '127.0.0.1', port, path: PATH, headers })
    asked.end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    return new Listener(answer, session)
  }

  text = ''
  ended: Promise<unknown>

  constructor(
    readonly answer: IncomingMessage,
    readonly session: string
  ) {
    this.ended = once(answer, 'close')
    answer.setEncoding('utf8').on('data', (text) => (this.text += text))
  }

  get told() {
    return [...this.text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json))
  }

  /** Waits until it was told so often. */
  async hears(count: number) {
    while (this.told.length < count) await once(this.answer, 'data')
    return this.told
  }

  close() {
    this.answer.destroy()
  }
}

test.group('Live changes', (group) => {
  const open: Listener[] = []
  const listen = async (...asked: Parameters<typeof Listener.open>) => {
    const listener = await Listener.open(...asked)
    open.push(listener)
    return listener
  }
  group.each.teardown(async () => {
    for (const listener of open.splice(0)) listener.close()
  })

  test('each clinic hears when something of its own has changed, and nothing else', async ({
    assert,
  }) => {
    const { nordlys, jonas, signe, freja, sydhavn } = await people()
    const [listener, stranger] = [await listen(jonas), await listen(freja)]
    const anna = await at(nordlys, () => aClient('Anna', 'Hemmelig'))
    const appointment = await at(nordlys, () => book(planOf(signe, '10:00'), anna))
    await at(nordlys, () => appointment.move({ wall: '2027-06-22T10:00' }, { by: SERVER }))
    await at(nordlys, () => appointment.mark('arrived', { by: SERVER }))
    await at(nordlys, () => anna.revise({ firstName: 'Anne' } as never, { by: SERVER }))
    const nextWeek = { from: '2027-06-22', until: '2027-06-23' }

    const told = await listener.hears(5)
    assert.deepEqual(told, [AROUND_TUESDAY, AROUND_TUESDAY, nextWeek, nextWeek, {}])
    assert.notMatch(listener.text, /Ann|Hemmelig/)
    await at(sydhavn, () => book(planOf(freja, '10:00')))
    assert.deepEqual(await stranger.hears(1), [AROUND_TUESDAY])
  })

  test('what was rolled back is not told', async ({ assert }) => {
    const { nordlys, jonas, signe } = await people()
    const listener = await listen(jonas)
    await at(nordlys, () => book(planOf(signe, '10:00')))
    await assert.rejects(() => at(nordlys, () => book(planOf(signe, '10:00'))))
    await at(nordlys, () => book(planOf(signe, '12:00')))
    assert.lengthOf(await listener.hears(2), 2)
  })

  test('it ends when the session does, and does not keep it alive', async (context) => {
    const { assert } = context
    const { jonas, signe, nordlys } = await people()
    const listener = await listen(jonas)
    const { seen_at: seen } = Sessions.instance.read(sessionKey(listener.session), nordlys.id)!
    letPass(60_000, context)
    const again = await listen(jonas, listener.session)
    liveChanges.beat()
    assert.equal(Sessions.instance.read(sessionKey(listener.session), nordlys.id)!.seen_at, seen)
    Sessions.instance.remove(sessionKey(listener.session))
    await at(nordlys, () => book(planOf(signe, '10:00')))
    await Promise.all([listener.ended, again.ended])
    assert.deepEqual([listener.told, again.told], [[], []])
  })

  test('who is signed out by itself hears no more', async (context) => {
    const { jonas } = await people()
    const listener = await listen(jonas)
    letPass(25 * 3_600_000, context)
    liveChanges.beat()
    await listener.ended
    context.assert.deepEqual(listener.told, [])
  })

  test('a member has so many at most; one that is closed makes room', async ({ assert }) => {
    const { jonas, signe } = await people()
    for (let page = 0; page < 8; page++) await listen(jonas)
    const refused = await listen(jonas)
    assert.equal(refused.answer.statusCode, 429)
    const other = await listen(signe)
    assert.equal(other.answer.statusCode, 200)
    const [first] = open
    first.close()
    while (liveChanges.size > 8) await new Promise((resolve) => setImmediate(resolve))
    const next = await listen(jonas)
    assert.equal(next.answer.statusCode, 200)
  })

  test('a server that is told to stop hangs up, and is not held up', async ({ assert }) => {
    const { jonas, nordlys } = await people()
    const session = signIn(jonas)
    const house = await House.copy(nordlys)
    const server = await ServerProcess.start(house)
    const listener = await listen(jonas, session, server.port)
    assert.equal(listener.answer.statusCode, 200)
    assert.equal(await server.stop(), 0)
    await listener.ended
    // It came to its end; it was not cut off after the ten seconds that a last request is given.
    assert.isTrue(listener.answer.complete)
    house.remove()
  })
})
