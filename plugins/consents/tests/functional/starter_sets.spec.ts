import { test } from '@japa/runner'
import { at } from '#tests/people'
import Statement from '../../models/statement.js'
import { consenting } from '../setting.js'

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
