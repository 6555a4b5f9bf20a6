import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { DateTime } from 'luxon'
import AuditEvent from '#models/audit_event'
import { at, countQueries } from '#tests/people'
import { bodyOf } from '../../../keys/tests/keyed.js'
import Envelope from '../../models/envelope.js'
import Note from '../../models/note.js'
import { closeUnsigned } from '../../tasks.js'
import { soapSettings } from '../../settings.js'
import { circleOf } from '../circled.js'
import { aBody, aDraft, envelopeOf, noting, sealedNote } from '../setting.js'

test.group('Notes on the server', () => {
  test('keeps envelopes, one version for each sitting, and tells the second tab', async ({
    client,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, clara, circle } = all
    const sent = await aDraft(signe, { circle, client: clara })
    const path = `/soap/clients/${clara.id}/notes`
    const stored = await client.post(path).as(signe).json(sent)
    stored.assertStatus(201)
    assert.containsSubset(stored.body(), { id: sent.id, version: 1, finalisedAt: null })
    const again = await client.post(path).as(signe).json(sent)
    assert.deepEqual([again.status(), again.body()], [409, { error: 'stale', version: 1 }])

    const write = async (number: number, sitting: string) => {
      const next = await sealedNote(signe, {
        circle,
        client: clara,
        record: sent.id,
        version: number,
      })
      const answer = await client
        .put(`/soap/notes/${sent.id}`)
        .as(signe)
        .json({ version: number, sitting, envelope: next.envelope })
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
    const actions = await at(nordlys, () => AuditEvent.query().where('action', 'like', 'soap.%'))
    assert.deepEqual(actions.map(({ action }) => action).sort(), ['soap.begun', 'soap.written'])
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

  test('takes nothing but an envelope of this note, for readers with the recovery key', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, ida, recovery, clara, circle } = await noting()
    const good = await sealedNote(signe, { circle, client: clara })
    const foreign = await circleOf(ida, clara.id, [recovery.keys.id])
    const moved = await sealedNote(signe, { circle, client: clara, record: uuidv7() })
    const made = { circle, client: clara, record: good.id }
    const unknown = { ...circle, id: uuidv7() }
    const long = aBody('x'.repeat(80_000))
    const wrong: [string, string][] = [
      ['not_an_envelope', 'Low back pain since Monday'],
      ['not_an_envelope', JSON.stringify(aBody())],
      ['not_an_envelope', good.envelope.replace('..', '.AAAA.')],
      ['not_an_envelope', `${good.envelope}=`],
      ['another_record', moved.envelope],
      ['another_record', await envelopeOf(signe, { ...made, type: 'soap-note' })],
      ['no_reader', await envelopeOf(ida, { ...made, circle: foreign })],
      ['unknown_key', await envelopeOf(signe, { ...made, circle: unknown })],
      ['circle', await envelopeOf(signe, { ...made, version: 2 })],
      ['too_large', await envelopeOf(signe, { ...made, body: long })],
    ]
    for (const [reason, envelope] of wrong) {
      const answer = await client
        .post(`/soap/clients/${clara.id}/notes`)
        .as(signe)
        .json({ id: good.id, sitting: good.sitting, envelope })
      assert.include([409, 413, 422], answer.status(), reason)
      assert.equal(answer.body().error, reason)
    }
    const huge = await client
      .post(`/soap/clients/${clara.id}/notes`)
      .as(signe)
      .json({ id: good.id, sitting: good.sitting, envelope: 'x'.repeat(1_000_000) })
    assert.include([413, 422], huge.status())
    assert.lengthOf(await at(nordlys, () => Note.all()), 0)
  })

  test('stores no nonsense, whatever it is', async ({ client, assert }) => {
    const { nordlys, signe, clara, circle } = await noting()
    const good = await sealedNote(signe, { circle, client: clara })
    const broken = fc.oneof(
      fc.string(),
      fc.json(),
      fc.base64String().map((text) => `${text}..a.b.c`),
      fc
        .tuple(fc.nat(good.envelope.length - 1), fc.constantFrom('', '.', '=', 'é', ' '))
        .map(([place, put]) => good.envelope.slice(0, place) + put + good.envelope.slice(place + 1))
    )
    // A letter changed inside the ciphertext is for the readers' browsers to see; one in the header is for the server.
    const [header] = good.envelope.split('.', 1)
    const isHarmless = (text: string) => text.startsWith(`${header}..`) && /^[\w.-]+$/.test(text)
    await fc.assert(
      fc.asyncProperty(broken, async (envelope) => {
        if (isHarmless(envelope)) return
        const answer = await client
          .post(`/soap/clients/${clara.id}/notes`)
          .as(signe)
          .json({ id: good.id, sitting: good.sitting, envelope })
        assert.include([409, 413, 422], answer.status(), envelope)
      }),
      { numRuns: 60 }
    )
    assert.lengthOf(await at(nordlys, () => Note.all()), 0)
  })

  test('is final once signed, for everybody and for the database; addenda come after', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, clara, circle } = await noting()
    const sent = await aDraft(signe, { circle, client: clara })
    await client.post(`/soap/clients/${clara.id}/notes`).as(signe).json(sent)
    const made = { circle, client: clara, record: sent.id, version: 2 }
    const early = await sealedNote(signe, { circle, client: clara, type: 'soap-addendum' })
    const tooEarly = await client.post(`/soap/notes/${sent.id}/addenda`).as(signe).json(early)
    tooEarly.assertStatus(409)

    const final = await sealedNote(signe, { ...made, type: 'soap-note' })
    const signed = await client.post(`/soap/notes/${sent.id}/finalisation`).as(signe).json(final)
    signed.assertStatus(200)
    assert.containsSubset(signed.body(), { finalisedBy: 'author', digest: final.digest })
    const next = await sealedNote(signe, { ...made, version: 3 })
    const late = await client.put(`/soap/notes/${sent.id}`).as(signe).json(next)
    assert.deepEqual([late.status(), late.body()], [409, { error: 'final' }])
    const gone = await client.delete(`/soap/notes/${sent.id}`).as(signe)
    gone.assertStatus(409)

    const addendum = await client.post(`/soap/notes/${sent.id}/addenda`).as(signe).json(early)
    addendum.assertStatus(201)
    const content = await bodyOf(client.get(`/soap/notes/${sent.id}/content`).as(signe))
    assert.equal(content.addenda[0].envelope, early.envelope)
    await at(nordlys, async () => {
      const around = Note.query().where('id', sent.id)
      await assert.rejects(() => around.update({ digest: 'other' }), /never changes/)
      await assert.rejects(() => around.clone().update({ finalised_at: null }), /never changes/)
    })
  })

  test('closes what nobody signed, where the clinic wants it, and lists it everywhere', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads, clara, circle } = await noting()
    const sent = await aDraft(signe, { circle, client: clara })
    await client.post(`/soap/clients/${clara.id}/notes`).as(signe).json(sent)
    const page = () => client.get('/soap/unsigned').as(mads)
    const before = await page()
    assert.include(before.text(), 'Signe Dahl')
    assert.notInclude(before.text(), 'Overdue')

    await at(nordlys, async () => {
      const ago = DateTime.utc().minus({ days: 15 })
      await Note.query().update({ created_at: ago.toISO() })
      await closeUnsigned()
      const left = await Note.findOrFail(sent.id)
      assert.isNull(left.finalisedAt)
    })
    const late = await page()
    assert.include(late.text(), 'Overdue')
    await at(nordlys, async () => {
      await soapSettings.write({ ...soapSettings.read(), unsigned: 'finalise' })
      await closeUnsigned()
      const closed = await Note.findOrFail(sent.id)
      assert.containsSubset(closed.$attributes, { finalisedBy: 'schedule', digest: null })
    })
    const after = await page()
    assert.notInclude(after.text(), 'Overdue')
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
