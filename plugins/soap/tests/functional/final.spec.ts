import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { at } from '#tests/people'
import { bodyOf } from '../../../keys/tests/keyed.js'
import Note from '../../models/note.js'
import { closeUnsigned } from '../../tasks.js'
import { soapSettings } from '../../settings.js'
import { circleOf } from '../circled.js'
import { aDraft, noting, sealedNote } from '../setting.js'

test.group('Final notes, and notes that nobody signed', () => {
  test('is final once signed, for everybody and for the database; addenda come after', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, ida, recovery, clara, circle } = await noting()
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

    const wider = await circleOf(signe, clara.id, [recovery.keys.id, ida.keys.id])
    const type = 'soap-addendum'
    const forOthers = await sealedNote(signe, { circle: wider, client: clara, type })
    const refused = await client.post(`/soap/notes/${sent.id}/addenda`).as(signe).json(forOthers)
    assert.deepEqual([refused.status(), refused.body().error], [409, 'circle'])
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
})
