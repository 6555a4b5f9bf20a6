import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { at, SYDHAVN } from '#tests/people'
import Statement from '../../models/statement.js'
import { consenting, PHOTOS, published, queriesOf, RECORDS, versionsOf } from '../setting.js'

const form = { ...RECORDS, locale: 'en' }

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
