import { test } from '@japa/runner'
import AuditEvent from '#models/audit_event'
import { aClient } from '#tests/clients'
import { at, countQueries } from '#tests/people'
import Key from '../../models/key.js'
import { circleOf } from '../circled.js'
import { pin, ringless, statusOf, textOf, withKey, withRecovery } from '../keyed.js'

/** The words of a page, without its marks. */
async function wordsOf(answer: Parameters<typeof textOf>[0]) {
  const text = await textOf(answer)
  return text.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ')
}

/** Signe, who alone reads the notes of two clients; Ida keeps the recovery key and has a key of her own. */
async function scene() {
  const all = await ringless()
  const [ida, signe] = [await withKey(all.ida), await withKey(all.signe)]
  const recovery = await withRecovery(all.ida)
  for (const holder of [ida, signe]) await pin(holder, recovery.keys.id)
  const clients = await at(all.nordlys, async () => [
    await aClient(),
    await aClient({ email: 'carla@example.test' }),
  ])
  for (const { id } of clients) await circleOf(signe, recovery.keys, id)
  return { ...all, ida, signe, recovery }
}

test.group('Rotation and handing over', () => {
  test('what an earlier key still reads is counted, and so long it is not laid down', async ({
    client,
    assert,
  }) => {
    const { signe, ida, nordlys, mads } = await scene()
    const page = () => wordsOf(client.get('/keys/rotation').as(signe))
    const health = () => wordsOf(client.get('/keys/health').as(ida))
    assert.include(await page(), 'Everything is handed over')
    assert.match(await health(), /Signe Dahl In order .* Confirmed 0/)
    assert.notInclude(await health(), 'Mads Holm', 'he treats nobody')

    await withKey(signe, 'calendar')
    assert.include(await page(), 'The notes of 2 clients are still to be handed over.')
    assert.match(await health(), /Signe Dahl Handed over 0 \/ 2 .* Not confirmed 0/)
    const retire = (id: string) =>
      statusOf(client.post(`/keys/keys/${id}/retirement`).as(signe).accept('json'))
    assert.equal(await retire(signe.keys.id), 422)
    assert.equal(await retire(ida.keys.id), 422, 'it is in use')
    const stranger = await withKey(mads)
    await withKey(mads, 'calendar')
    assert.equal(await retire(stranger.keys.id), 201, 'it never read anything')
    const [old, laidDown] = await at(nordlys, () =>
      Promise.all([signe, stranger].map(({ keys }) => Key.findOrFail(keys.id)))
    )
    assert.isNull(old.retiredAt)
    assert.isNotNull(laidDown.retiredAt)
  })

  test('a lost key asks for the recovery key, and its own member takes over', async ({
    client,
    assert,
  }) => {
    const { signe, ida } = await scene()
    const renewed = await withKey(signe, 'lost')
    const own = await wordsOf(client.get('/keys/rotation').as(signe))
    assert.include(own, 'The notes of 2 clients wait for you.')
    const home = await wordsOf(client.get('/').as(ida))
    assert.include(home, 'Notes wait to be handed over with the recovery key')
    const health = await textOf(client.get('/keys/health').as(ida))
    assert.include(health, 'Signe Dahl has lost a key, and the notes of 2 clients wait')
    assert.include(health, `/keys/handovers/${signe.keys.id}`)

    const heirs = await textOf(client.get(`/keys/handovers/${signe.keys.id}`).as(ida))
    assert.include(heirs, `?to=${renewed.keys.id}`)
    assert.notInclude(heirs, `?to=${ida.keys.id}`)
    const inUse = client.get(`/keys/handovers/${renewed.keys.id}`).as(ida)
    assert.equal(await statusOf(inUse), 404)
    const practitioner = client.get(`/keys/handovers/${signe.keys.id}`).as(signe)
    assert.equal(await statusOf(practitioner), 403)
  })

  test('when a member leaves, what nobody else can read is noted and shown', async ({
    client,
    assert,
  }) => {
    const { signe, ida, nordlys } = await scene()
    const by = { member: ida.member, address: null }
    await at(nordlys, () => signe.member.deactivate(by))
    const noted = await at(nordlys, () => AuditEvent.findByOrFail('action', 'keys.left'))
    assert.equal(noted.subjectId, signe.member.id)
    assert.deepEqual(noted.details, { circles: 2 })
    const health = await textOf(client.get('/keys/health').as(ida))
    assert.include(health, 'Signe Dahl has left, and the notes of 2 clients wait')
    const heirs = await textOf(client.get(`/keys/handovers/${signe.keys.id}`).as(ida))
    assert.include(heirs, `?to=${ida.keys.id}`)
    assert.include(heirs, 'The notes of 2 clients can be read by nobody else.')
  })

  test('nor does anybody read what a new role reads no more, until it is handed over', async ({
    client,
    assert,
  }) => {
    const { signe, ida, recovery, nordlys } = await scene()
    const { id: both } = await at(nordlys, () => aClient({ email: 'both@example.test' }))
    await circleOf(signe, recovery.keys, both, [ida.keys.id])
    const before = await wordsOf(client.get('/keys/health').as(ida))
    assert.notInclude(before, 'another role')
    assert.notInclude(before, 'still on the list')
    await at(nordlys, () => signe.member.merge({ role: 'receptionist' }).save())
    const health = await wordsOf(client.get('/keys/health').as(ida))
    assert.include(health, 'Signe Dahl has another role now, and the notes of 2 clients wait')
    assert.include(health, 'Signe Dahl is still on the list of readers of the notes of 1 client')
    const handover = await textOf(client.get(`/keys/handovers/${signe.keys.id}`).as(ida))
    assert.include(handover, 'Signe Dahl has another role now, and reads no notes.')
    assert.include(handover, `?to=${ida.keys.id}`)
    assert.notInclude(handover, `?to=${signe.keys.id}`)
  })

  test('a new recovery key waits for every reader, and for nobody else', async ({
    client,
    assert,
  }) => {
    const { signe, ida } = await scene()
    await withRecovery(ida, 'suspicion')
    const health = await wordsOf(client.get('/keys/health').as(ida))
    assert.include(health, 'opens the notes of 0 of 2 clients')
    assert.include(health, 'It waits for Signe Dahl: each opens')
    const hers = await wordsOf(client.get('/keys/rotation').as(signe))
    assert.include(hers, 'The notes of 2 clients are still to be handed over.')
    const idas = await wordsOf(client.get('/keys/rotation').as(ida))
    assert.notInclude(idas, 'are still to be handed over')
  })

  test('a key that was seen may be handed over with the recovery key, where its file is gone too', async ({
    client,
    assert,
  }) => {
    const { signe, ida } = await scene()
    const renewed = await withKey(signe, 'suspicion')
    const own = await wordsOf(client.get('/keys/rotation').as(signe))
    assert.include(own, 'Ask whoever keeps the clinic’s recovery key')
    const path = `/keys/handovers/${signe.keys.id}?to=${renewed.keys.id}`
    const handover = await wordsOf(client.get(path).as(ida))
    assert.include(handover, 'The notes of 2 clients open with the old one only.')
  })

  test('the overview asks as many questions about one member as about three', async ({
    client,
    assert,
  }) => {
    const { ida, mads } = await scene()
    const page = () => textOf(client.get('/keys/health').as(ida))
    await page()
    const before = await countQueries(page)
    await withKey(mads)
    assert.equal(await countQueries(page), before)
  })
})
