import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { at } from '#tests/people'
import { compose, sha256 } from '../../models/document.js'
import Statement from '../../models/statement.js'
import { consenting, PHOTOS, published, RECORDS, republished, versionsOf } from '../setting.js'

const form = { ...RECORDS, locale: 'en' }

test.group('Versions of a statement', () => {
  test('editing what is published makes a new version; the published one stays as it was', async ({
    client,
    assert,
  }) => {
    const { nordlys, mads } = await consenting()
    const statement = await at(nordlys, () => published())
    await client
      .put(`/consents/statements/${statement.id}`)
      .as(mads)
      .form({ ...form, title: 'Better words' })

    await at(nordlys, async () => {
      const [draft, first] = await versionsOf(statement.id)
      assert.deepEqual(
        [draft.number, draft.isDraft, draft.texts[0].title],
        [2, true, 'Better words']
      )
      assert.deepEqual(
        [first.number, first.isDraft, first.texts[0].title],
        [1, false, RECORDS.title]
      )
      await statement.refresh()
      assert.equal(statement.currentVersionId, first.id)
    })
  })

  test('publishing fixes the text, its hash, and whose answers still count', async ({
    client,
    assert,
  }) => {
    const { nordlys, mads } = await consenting()
    const statement = await at(nordlys, () =>
      Statement.begin({ wording: { en: RECORDS, da: PHOTOS }, required: true, by: SERVER })
    )
    const path = `/consents/statements/${statement.id}`
    const publish = async (change: string) => {
      const response = await client.post(`${path}/publication`).as(mads).form({ change })
      response.assertStatus(303)
    }
    await publish('asks_again')
    await client
      .put(path)
      .as(mads)
      .form({ ...form, kept: 'Five yeers, corrected.' })
    await publish('correction')
    await client
      .put(path)
      .as(mads)
      .form({ ...form, kept: 'Ten years.' })
    await publish('asks_again')

    await at(nordlys, async () => {
      const versions = await versionsOf(statement.id)
      assert.deepEqual(
        versions.map(({ number, validSince, publishedBy }) => [number, validSince, publishedBy]),
        [
          [3, 3, mads.member.id],
          [2, 1, mads.member.id],
          [1, 1, mads.member.id],
        ]
      )
      const [da, en] = versions[0].texts
      assert.equal(
        en.document,
        compose('en', { ...RECORDS, kept: 'Ten years.' }, 'Nordlys Fysioterapi')
      )
      assert.equal(en.hash, sha256(en.document!))
      assert.equal(da.document, compose('da', PHOTOS, 'Nordlys Fysioterapi'))
      const last = await clinicClient().from('audit_events').orderBy('seq', 'desc').firstOrFail()
      assert.equal(last.action, 'consent_statement.published')
      assert.deepEqual(JSON.parse(last.details), {
        version: 3,
        asksAgain: true,
        texts: { da: da.hash, en: en.hash },
      })
    })
  })

  test('what the clinic must fill in stands in the way of publishing', async ({
    client,
    assert,
  }) => {
    const { nordlys, mads } = await consenting()
    const statement = await at(nordlys, () =>
      Statement.begin({
        wording: { en: { ...RECORDS, kept: 'Until [[how long?]]' } },
        required: true,
        by: SERVER,
      })
    )
    const path = `/consents/statements/${statement.id}/publication`
    const response = await client.post(path).as(mads).form({ change: 'asks_again' })

    response.assertStatus(422)
    assert.include(response.text(), 'Fill in what stands between [[ and ]] first')
    assert.isNotNull(await at(nordlys, () => statement.draft()))
  })

  test('whoever writes to the database cannot change a published version', async ({ assert }) => {
    const { nordlys } = await consenting()
    await at(nordlys, async () => {
      const statement = await published()
      const [version] = await versionsOf(statement.id)
      const texts = () => clinicClient().from('consents_texts').where('version_id', version.id)
      const versions = () => clinicClient().from('consents_versions').where('id', version.id)

      await assert.rejects(() => texts().update({ body: 'Anything' }), /never changes/)
      await assert.rejects(() => texts().delete(), /never changes/)
      await assert.rejects(() => versions().update({ valid_since: 0 }), /never changes/)
      await assert.rejects(() => versions().update({ published_at: null }), /never changes/)
      await assert.rejects(() => versions().delete(), /never changes/)
      await assert.rejects(
        () => clinicClient().from('consents_statements').where('id', statement.id).delete(),
        /never changes/
      )
      const late = { id: 'x', version_id: version.id, locale: 'da', ...RECORDS }
      await assert.rejects(
        () => clinicClient().insertQuery().table('consents_texts').insert(late),
        /never changes/
      )
    })
  })

  test('an earlier version is shown as it was', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const statement = await at(nordlys, async () => {
      const live = await published()
      await republished(live, { ...RECORDS, title: 'Other words' }, true)
      return live
    })
    const first = await client.get(`/consents/statements/${statement.id}/versions/1`).as(mads)
    const unknown = await client.get(`/consents/statements/${statement.id}/versions/3`).as(mads)

    assert.include(first.text(), 'Keeping a record')
    assert.notInclude(first.text(), 'Other words')
    unknown.assertStatus(404)
  })
})
