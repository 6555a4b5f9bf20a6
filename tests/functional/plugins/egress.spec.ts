import { test } from '@japa/runner'
import env from '#start/env'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { outgoing, OutgoingFailed, type OutgoingCall, OutgoingRefused } from '#plugins/egress'
import type Clinic from '#models/clinic'
import { CLINIC_TASKS } from '#schedule/tasks'
import { letPass } from '#tests/clock'
import { at, people } from '#tests/people'
import { httpsPeer } from '#tests/peers/https_peer'
import { switchOn } from '#tests/plugins'

const PORT = env.get('PORT') + 1000
const PEER = `https://localhost:${PORT}`
const DAY = 86_400_000
const CALL: OutgoingCall = { purpose: 'guestbook.calls.greet', fields: ['greeting'] }

function call(clinic: Clinic, address: string, more: Partial<OutgoingCall> = {}) {
  return at(clinic, async () => {
    const response = await outgoing('guestbook').fetch(address, { ...CALL, ...more })
    return { status: response.status, text: await response.text() }
  })
}

function calls(clinic: Clinic) {
  return at(clinic, async () =>
    clinicClient()
      .from('outgoing_calls')
      .select('plugin_id', 'host', 'purpose', 'fields', 'outcome')
      .orderBy('id')
  )
}

test.group('Outgoing calls', (group) => {
  group.each.setup(async () => {
    const peer = await httpsPeer(PORT, (request, response) => {
      const { url, headers } = request
      if (url === '/there') return response.writeHead(302, { location: '/here' }).end()
      if (url === '/away')
        return response.writeHead(302, { location: 'https://elsewhere.example/' }).end()
      if (url === '/never') return
      response.end(`here with ${headers.authorization ?? 'nothing'}`)
    })
    return () => peer.close()
  })

  test('reach the hosts of the list, and each leaves a line', async ({ assert }) => {
    const { nordlys } = await people()
    await switchOn(nordlys, 'guestbook')

    const headers = { authorization: 'Bearer x' }
    assert.deepEqual(await call(nordlys, `${PEER}/here`), {
      status: 200,
      text: 'here with nothing',
    })
    assert.deepEqual(await call(nordlys, `${PEER}/there`, { headers }), {
      status: 200,
      text: 'here with Bearer x',
    })
    const line = {
      plugin_id: 'guestbook',
      host: `localhost:${PORT}`,
      purpose: 'guestbook.calls.greet',
      fields: '["greeting"]',
      outcome: 'answered 200',
    }
    assert.deepEqual(await calls(nordlys), [line, line])
  })

  test('are refused for every other host, however it is reached', async ({ assert }) => {
    const { nordlys } = await people()
    await switchOn(nordlys, 'guestbook')

    for (const address of [
      'https://elsewhere.example/',
      `https://localhost.example:${PORT}/`,
      'https://localhost/',
      `http://localhost:${PORT}/`,
      `https://me:secret@localhost:${PORT}/`,
      `${PEER}/away`,
      'nonsense',
    ])
      await assert.rejects(() => call(nordlys, address), OutgoingRefused)
    await assert.rejects(
      () => call(nordlys, `${PEER}/there`, { method: 'POST', body: 'secret' }),
      OutgoingRefused
    )

    const lines = await calls(nordlys)
    assert.deepEqual(
      lines.map(({ outcome }) => outcome),
      Array.from({ length: 8 }, () => 'refused')
    )
    assert.notInclude(JSON.stringify(lines), 'secret')
  })

  test('that get no answer say so', async ({ assert }) => {
    const { nordlys } = await people()
    await switchOn(nordlys, 'guestbook')

    await assert.rejects(() => call(nordlys, `${PEER}/never`, { timeoutMs: 100 }), OutgoingFailed)
    await assert.rejects(() => call(nordlys, 'https://greetings.example/'), OutgoingFailed)

    const lines = await calls(nordlys)
    assert.deepEqual(
      lines.map(({ outcome }) => outcome),
      ['timed_out', 'unreachable']
    )
  })

  test('are listed for a year', async (context) => {
    const { assert } = context
    const { nordlys, sydhavn } = await people()
    await switchOn(nordlys, 'guestbook')
    await switchOn(sydhavn, 'guestbook')
    const made = async () => {
      const lines = await Promise.all([calls(nordlys), calls(sydhavn)])
      return lines.map(({ length }) => length)
    }
    const { run } = CLINIC_TASKS.find(({ name }) => name === 'calls')!
    await call(nordlys, `${PEER}/here`)
    await call(sydhavn, `${PEER}/here`)

    letPass(200 * DAY, context)
    await call(nordlys, `${PEER}/here`)
    await at(nordlys, async () => run())
    assert.deepEqual(await made(), [2, 1])

    letPass(166 * DAY, context)
    await at(nordlys, async () => run())
    assert.deepEqual(await made(), [1, 1])
  })

  test('are not made inside a transaction, nor for a plugin that is off', async ({ assert }) => {
    const { nordlys, sydhavn } = await people()
    await switchOn(nordlys, 'guestbook')

    await assert.rejects(
      () => at(nordlys, () => transaction(async () => outgoing('guestbook').fetch(PEER, CALL))),
      OutgoingRefused
    )
    await assert.rejects(() => call(sydhavn, PEER), OutgoingRefused)
    assert.deepEqual(await calls(nordlys), [])
  })
})
