import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { at, SYDHAVN } from '#tests/people'
import { compose, sha256 } from '../../models/document.js'
import Statement from '../../models/statement.js'
import Version from '../../models/version.js'
import { consenting, PHOTOS, published, queriesOf, RECORDS, republished } from '../setting.js'

const form = { ...RECORDS, locale: 'en' }

/** What a statement's versions say of themselves, the newest first. */
function versionsOf(statementId: string) {
  return Version.query()
    .where('statementId', statementId)
    .orderBy('number', 'desc')
    .preload('texts')
}

async function actions() {
  const rows = await clinicClient().from('audit_events').orderBy('seq')
  return rows.map(({ action }) => action).filter((action) => action.startsWith('consent'))
}

test.group('Statements', () => {
  test('a new one is a draft, which no client can be asked for', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const response = await client
      .post('/consents/statements')
      .as(mads)
      .form({ ...form, required: '1' })

    await at(nordlys, async () => {
      const statement = await Statement.firstOrFail()
      response.assertStatus(303)
      response.assertHeader('location', `/consents/statements/${statement.id}`)
      assert.isTrue(statement.required)
      assert.isNull(statement.currentVersionId)
      const draft = await statement.draft()
      assert.deepEqual(
        draft!.texts.map(({ locale, fields }) => [locale, fields]),
        [['en', RECORDS]]
      )
      assert.lengthOf(await Statement.asked(), 0)
      assert.deepEqual(await actions(), ['consent_statement.begun'])
    })
  })

  test('a form with gaps comes back with a sentence beside the field, and with what was typed', async ({
    client,
    assert,
  }) => {
    const { nordlys, mads } = await consenting()
    const response = await client
      .post('/consents/statements')
      .as(mads)
      .form({ ...form, title: '', body: 'Typed & kept' })

    response.assertStatus(422)
    assert.include(response.text(), 'Title is missing.')
    assert.include(response.text(), 'Typed &amp; kept')
    assert.lengthOf(await at(nordlys, () => Statement.all()), 0)
  })

  test('only who may manage statements can', async ({ client, assert }) => {
    const { nordlys, signe } = await consenting()
    const statement = await at(nordlys, () => published())
    const path = `/consents/statements/${statement.id}`
    const tries = await Promise.all([
      client.get('/consents/statements').as(signe),
      client.post('/consents/statements').as(signe).form(form),
      client.get(path).as(signe),
      client
        .put(path)
        .as(signe)
        .form({ ...form, title: 'Mine' }),
      client.post(`${path}/publication`).as(signe).form({ change: 'asks_again' }),
      client.post(`${path}/retirement`).as(signe),
      client.delete(path).as(signe),
    ])

    assert.deepEqual(new Set(tries.map((response) => response.status())), new Set([403]))
    assert.lengthOf(await at(nordlys, () => versionsOf(statement.id)), 1)
  })

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

  test('saving the same words makes no version', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const statement = await at(nordlys, () => published())
    await client.put(`/consents/statements/${statement.id}`).as(mads).form(form)

    assert.lengthOf(await at(nordlys, () => versionsOf(statement.id)), 1)
  })

  test('a draft has languages, of which the last one stays', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const statement = await at(nordlys, () =>
      Statement.begin({ wording: { en: RECORDS }, required: false, by: SERVER })
    )
    const path = `/consents/statements/${statement.id}`
    await client
      .put(path)
      .as(mads)
      .form({ ...form, locale: 'da', title: 'Journal' })
    const languages = () =>
      at(nordlys, async () => (await statement.draft())!.texts.map(({ locale }) => locale).sort())

    assert.deepEqual(await languages(), ['da', 'en'])
    await client.delete(`${path}/texts/en`).as(mads)
    assert.deepEqual(await languages(), ['da'])
    await client.delete(`${path}/texts/da`).as(mads)
    assert.deepEqual(await languages(), ['da'])
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

  test('one that was never published can be removed, a published one is only asked no more', async ({
    client,
    assert,
  }) => {
    const { nordlys, mads } = await consenting()
    const { draft, live } = await at(nordlys, async () => ({
      draft: await Statement.begin({ wording: { en: PHOTOS }, required: false, by: SERVER }),
      live: await published(),
    }))
    await client.delete(`/consents/statements/${draft.id}`).as(mads)
    await client.delete(`/consents/statements/${live.id}`).as(mads)

    await at(nordlys, async () => {
      assert.isNull(await Statement.find(draft.id))
      await live.refresh()
      assert.isTrue(live.isRetired)
      assert.lengthOf(await Statement.asked(), 0)
    })
    await client.delete(`/consents/statements/${live.id}/retirement`).as(mads)
    assert.lengthOf(await at(nordlys, () => Statement.asked()), 1)
  })

  test('a draft can be thrown away', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const statement = await at(nordlys, async () => {
      const live = await published()
      await live.write({ locale: 'en', fields: PHOTOS, by: SERVER })
      return live
    })
    await client.delete(`/consents/statements/${statement.id}/draft`).as(mads)

    assert.isNull(await at(nordlys, () => statement.draft()))
    assert.lengthOf(await at(nordlys, () => versionsOf(statement.id)), 1)
  })

  test('is needed from every client or is not', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const statement = await at(nordlys, () => published(PHOTOS, { required: false }))
    const path = `/consents/statements/${statement.id}/requirement`

    await client.post(path).as(mads)
    await at(nordlys, () => statement.refresh())
    assert.isTrue(statement.required)
    await client.delete(path).as(mads)
    await at(nordlys, () => statement.refresh())
    assert.isFalse(statement.required)
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

  test('dangerous Markdown stays text on every page', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const statement = await at(nordlys, () =>
      published({
        ...RECORDS,
        title: '<b>T</b>',
        body: '<script>alert(1)</script> [x](javascript:alert(1))',
      })
    )
    for (const path of ['', '/versions/1']) {
      const page = await client.get(`/consents/statements/${statement.id}${path}`).as(mads)
      assert.include(page.text(), '&lt;script&gt;alert(1)&lt;/script&gt;')
      assert.notInclude(page.text(), '<script>alert')
      assert.notInclude(page.text(), 'href="javascript')
      assert.notInclude(page.text(), '<b>T')
    }
  })

  test('belongs to one clinic', async ({ client }) => {
    const { nordlys, freja } = await consenting()
    const statement = await at(nordlys, () => published())
    const response = await client.get(`/consents/statements/${statement.id}`).as(freja)

    response.assertStatus(404)
    const other = await client.get('/consents/statements').as({ ...freja, host: SYDHAVN })
    other.assertStatus(200)
  })

  test('the list takes as many queries for three as for one', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const count = () => queriesOf(nordlys, () => client.get('/consents/statements').as(mads))
    await at(nordlys, () => published())
    const one = await count()
    await at(nordlys, async () => {
      await published(PHOTOS)
      await published(PHOTOS, { required: false })
    })

    assert.equal(await count(), one)
    assert.isBelow(one, 8)
  })
})

test.group('Starter sets', () => {
  test('add drafts in the law of the country, and publish nothing', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const response = await client
      .post('/consents/starter-sets')
      .as(mads)
      .form({ country: 'no', locales: ['nb', 'en'] })

    response.assertStatus(303)
    await at(nordlys, async () => {
      const statements = await Statement.query().orderBy('position')
      assert.deepEqual(
        statements.map(({ key, required, currentVersionId }) => [key, required, currentVersionId]),
        [
          ['records', true, null],
          ['contact', false, null],
          ['sharing', false, null],
          ['marketing', false, null],
          ['photos', false, null],
        ]
      )
      const draft = await statements[2].draft()
      assert.deepEqual(draft!.texts.map(({ locale }) => locale).sort(), ['en', 'nb'])
      const nb = draft!.texts.find(({ locale }) => locale === 'nb')!
      assert.include(nb.purpose, 'fastlegen din')
      assert.include(nb.rights, 'datatilsynet.no')
      assert.isTrue(nb.hasGaps)
    })
  })

  test('do not come twice', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const add = () =>
      client.post('/consents/starter-sets').as(mads).form({ 'country': 'dk', 'locales[]': 'da' })
    await add()
    await add()

    assert.lengthOf(await at(nordlys, () => Statement.all()), 5)
  })

  test('every text is there in every language for every country, with nothing left to replace', async ({
    assert,
  }) => {
    const { nordlys } = await consenting()
    const { COUNTRIES, PURPOSES, StarterSet } = await import('../../models/starter_set.js')
    await at(nordlys, async () => {
      for (const country of COUNTRIES)
        for (const purpose of PURPOSES)
          for (const [locale, fields] of Object.entries(
            new StarterSet(country, ['en', 'da', 'nb']).wording(purpose)
          )) {
            const text = Object.values(fields).join('\n')
            assert.notMatch(text, /[{}]|undefined/, `${country} ${purpose} ${locale}`)
            assert.isTrue(Object.values(fields).every((field) => field.length > 5))
          }
    })
  })

  test('want a country and a language', async ({ client, assert }) => {
    const { nordlys, mads } = await consenting()
    const response = await client.post('/consents/starter-sets').as(mads).form({ country: 'se' })

    response.assertStatus(422)
    assert.lengthOf(await at(nordlys, () => Statement.all()), 0)
  })
})
