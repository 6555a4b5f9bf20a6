import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import AuditEvent from '#models/audit_event'
import { aClient } from '#tests/clients'
import { at, countQueries } from '#tests/people'
import { bodyOf, statusOf } from '../../../keys/tests/keyed.js'
import Envelope from '../../models/envelope.js'
import Note from '../../models/note.js'
import { type Circle, circleOf } from '../circled.js'
import { aDraft, envelopeOf, keptNote, noting, sealedNote } from '../setting.js'

test.group('Notes on the server', () => {
  test('keeps envelopes, one version for each sitting, and tells the second tab', async ({
    client,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, ida, clara, circle } = all
    const sent = await aDraft(signe, { circle, client: clara })
    const path = `/soap/clients/${clara.id}/notes`
    const stored = await client.post(path).as(signe).json(sent)
    stored.assertStatus(201)
    assert.containsSubset(stored.body(), { id: sent.id, version: 1, finalisedAt: null })
    // Once more because its answer was lost; and something else in its place.
    const again = await client.post(path).as(signe).json(sent)
    assert.deepEqual([again.status(), again.body().version], [201, 1])
    const { id: elsewhere } = await at(nordlys, () => aClient({ email: 'bo@example.test' }))
    const misplaced = client.post(`/soap/clients/${elsewhere}/notes`).as(signe).json(sent)
    for (const not of [misplaced, client.post(path).as(ida).json(sent)])
      assert.equal(await statusOf(not), 409, 'of this author and this client only')
    const another = await aDraft(signe, { circle, client: clara, record: sent.id })
    const other = await client.post(path).as(signe).json(another)
    assert.deepEqual([other.status(), other.body()], [409, { error: 'stale', version: 1 }])

    const write = async (number: number, sitting: string) => {
      const next = await sealedNote(signe, {
        circle,
        client: clara,
        record: sent.id,
        version: number,
      })
      const put = () =>
        client
          .put(`/soap/notes/${sent.id}`)
          .as(signe)
          .json({ version: number, sitting, envelope: next.envelope })
      const answer = await put()
      const repeated = await put()
      assert.equal(repeated.status(), answer.status())
      return [answer.status(), answer.body().error ?? null]
    }
    assert.deepEqual(await write(2, sent.sitting), [200, null])
    assert.deepEqual(await write(3, randomUUID()), [200, null])
    assert.deepEqual(await write(3, randomUUID()), [409, 'stale'])

    const kept = await at(nordlys, () => Envelope.query().orderBy('version'))
    assert.deepEqual(
      kept.map((envelope) => envelope.version),
      [2, 3]
    )
    const { versions } = await bodyOf(client.get(`/soap/notes/${sent.id}/versions`).as(signe))
    assert.deepEqual(
      versions.map((each: { version: number }) => each.version),
      [3, 2]
    )
    const reads = await at(nordlys, () => AuditEvent.query().where('action', 'soap.read'))
    assert.deepEqual(
      reads.map(({ subjectId, details }) => [subjectId, details]),
      [[clara.id, { note: sent.id }]]
    )
    const actions = await at(nordlys, () => AuditEvent.query().where('action', 'like', 'soap.%'))
    assert.deepEqual(actions.map(({ action }) => action).sort(), [
      'soap.begun',
      'soap.read',
      'soap.written',
    ])
  })

  test('hands envelopes to readers alone, and tells the others when and by whom', async ({
    client,
    assert,
  }) => {
    const { signe, ida, jonas, mads, clara, circle } = await noting()
    const sent = await aDraft(signe, { circle, client: clara })
    const path = `/soap/clients/${clara.id}/notes`
    const stored = await client.post(path).as(signe).json(sent)
    stored.assertStatus(201)

    const own = await bodyOf(client.get(path).as(signe))
    assert.equal(own.notes[0].envelope, sent.envelope)
    const others = await bodyOf(client.get(path).as(ida))
    assert.containsSubset(others.notes[0], { envelope: null, author: { name: 'Signe Dahl' } })
    const search = await bodyOf(client.get('/soap/envelopes').as(ida))
    assert.isNull(search.notes[0].envelope)
    const { versions } = await bodyOf(client.get(`/soap/notes/${sent.id}/versions`).as(ida))
    assert.deepEqual(versions, [])
    for (const nobody of [jonas, mads]) {
      const answer = await client.get(path).as(nobody)
      answer.assertStatus(403)
    }
    const written = await client
      .put(`/soap/notes/${sent.id}`)
      .as(ida)
      .json({ version: 2, sitting: sent.sitting, envelope: sent.envelope })
    written.assertStatus(404)
  })

  test('a version goes to the readers of the note, who change by what its author says alone', async ({
    client,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, ida, recovery, clara, circle: alone } = all
    const wider = await circleOf(signe, clara.id, [recovery.keys.id, ida.keys.id])
    const made = { client: clara, record: await keptNote(all) }
    const path = `/soap/notes/${made.record}`
    const answerTo = async (circle: Circle, type: 'soap-draft' | 'soap-note') => {
      const { id, ...next } = await sealedNote(signe, { ...made, circle, type, version: 2 })
      const isFinal = type === 'soap-note'
      const to = isFinal ? client.post(`${path}/finalisation`) : client.put(path)
      const answer = await to.as(signe).json(next)
      return [answer.status(), answer.body().error ?? answer.body().circle]
    }
    const circles = async () => {
      const [note] = await at(nordlys, () => Note.all())
      const kept = await at(nordlys, () => Envelope.all())
      return [note.circle, ...kept.map(({ circle }) => circle)]
    }
    for (const type of ['soap-draft', 'soap-note'] as const)
      assert.deepEqual(await answerTo(wider, type), [409, 'circle'], 'nobody was told')
    assert.deepEqual(await circles(), [alone.id, alone.id])

    const envelope = await envelopeOf(signe, { ...made, circle: wider })
    const shared = client.put(`${path}/envelopes/1`).as(signe).json({ envelope })
    assert.equal(await statusOf(shared), 204)
    assert.deepEqual(await answerTo(alone, 'soap-draft'), [409, 'circle'], 'as a page of before')
    assert.deepEqual(await answerTo(wider, 'soap-draft'), [200, wider.id])
    assert.deepEqual(await circles(), [wider.id, wider.id, wider.id])
  })

  test('asks as often for three notes as for one', async ({ client, assert }) => {
    const { nordlys, signe, clara, circle } = await noting()
    const keep = async () => {
      const sent = await aDraft(signe, { circle, client: clara })
      await client.post(`/soap/clients/${clara.id}/notes`).as(signe).json(sent)
    }
    const paths = [
      `/clients/${clara.id}?tab=soap`,
      `/soap/clients/${clara.id}/notes`,
      '/soap/envelopes',
      '/soap/unsigned',
    ]
    const counts = async () => {
      const found: number[] = []
      for (const path of paths) {
        await client.get(path).as(signe)
        found.push(
          await countQueries(() =>
            client
              .get(path)
              .as(signe)
              .then(() => {})
          )
        )
      }
      return found
    }
    await keep()
    const one = await counts()
    await keep()
    await keep()
    assert.deepEqual(await counts(), one)
    assert.lengthOf(await at(nordlys, () => Note.all()), 3)
  })
})
