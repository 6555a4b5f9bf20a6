import { test } from '@japa/runner'
import fc from 'fast-check'
import { clinicClient } from '#clinics/database'
import { ClientList } from '#clients/client_list'
import { listChoice } from '#clients/list_choice'
import Client from '#models/client'
import { at, people } from '#tests/people'
import { aClient, manyClients } from '#tests/clients'

async function found(term: string) {
  const { rows } = await new ClientList(listChoice({ term, status: 'all' })).read()
  return rows.map((row) => row.first_name)
}

test.group('Search for clients', () => {
  test('finds by "{term}": {names}')
    .with([
      { term: 'clara', names: ['Clara'] },
      { term: 'CLARA', names: ['Clara'] },
      { term: 'lar', names: ['Clara'] },
      { term: 'østergaard', names: ['Clara'] },
      { term: 'oestergaard', names: ['Clara'] },
      { term: 'ØSTER', names: ['Clara'] },
      { term: 'clara øst', names: ['Clara'] },
      { term: 'Østergaard, Clara', names: ['Clara'] },
      { term: 'renee', names: ['Renée'] },
      { term: 'RENÉE', names: ['Renée'] },
      { term: 'aase', names: ['Åse'] },
      { term: 'åse', names: ['Åse'] },
      { term: 'bo', names: ['Bo', 'Renée'] },
      { term: 'b', names: ['Bo', 'Renée'] },
      { term: 'c ø', names: ['Clara'] },
      { term: "o'b", names: ['Renée'] },
      { term: 'clara@', names: ['Clara'] },
      { term: 'EXAMPLE.test', names: ['Bo', 'Clara'] },
      { term: '20123456', names: ['Clara'] },
      { term: '20 12 34 56', names: ['Clara'] },
      { term: '+45 20123456', names: ['Clara'] },
      { term: '0045 20 12 34 56', names: ['Clara'] },
      { term: '1234', names: ['Clara'] },
      { term: '22 33 44 55', names: ['Bo'] },
      { term: '+47 22 33 44 55', names: ['Bo'] },
      { term: '1980-02-03', names: ['Clara'] },
      { term: '03.02.1980', names: ['Clara'] },
      { term: '3/2-1980', names: ['Clara'] },
      { term: '3/2 1980', names: ['Clara'] },
      { term: '3.2.80', names: ['Clara'] },
      { term: '3/2', names: ['Clara'] },
      { term: '030280', names: ['Clara'] },
      { term: '1980', names: ['Clara'] },
      { term: 'clara 1980', names: ['Clara'] },
      { term: '#2', names: ['Bo'] },
      { term: 'clara bo', names: [] },
      { term: '04.02.1980', names: [] },
      { term: '99 99 99 99', names: [] },
      { term: '"', names: [] },
      { term: '%', names: [] },
      { term: '_', names: [] },
      { term: '*', names: [] },
      { term: 'clara*', names: [] },
      { term: '%lar%', names: [] },
      { term: 'clara OR bo', names: [] },
      { term: 'first_name:clara', names: [] },
      { term: 'NEAR(clara bo)', names: [] },
      { term: `"clara"`, names: [] },
      { term: `'; drop table clients; --`, names: [] },
      { term: '😀', names: ['Smiley 😀'] },
      { term: '😀😀😀', names: [] },
      { term: '李', names: ['李'] },
    ])
    .run(async ({ assert }, { term, names }) => {
      const { nordlys } = await people()
      await at(nordlys, async () => {
        await aClient()
        await aClient({
          firstName: 'Bo',
          lastName: 'Lund',
          email: 'bo@example.test',
          phone: '+47 22 33 44 55',
          birthDate: null,
        })
        await aClient({
          firstName: 'Renée',
          lastName: "Bonde O'Brien",
          email: null,
          phone: null,
          birthDate: '1999-12-31',
        })
        await aClient({
          firstName: 'Åse',
          lastName: 'Krogh',
          email: null,
          phone: null,
          birthDate: null,
        })
        await aClient({
          firstName: 'Smiley 😀',
          lastName: '',
          email: null,
          phone: null,
          birthDate: null,
        })
        await aClient({ firstName: '李', lastName: '', email: null, phone: null, birthDate: null })
        assert.deepEqual(await found(term), names)
      })
    })

  test('no nonsense makes it fail', async () => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      await aClient()
      const typed = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ unit: 'grapheme', maxLength: 300 })
      )
      await fc.assert(
        fc.asyncProperty(typed, async (term) => void (await found(term))),
        { numRuns: 300 }
      )
    })
  })

  test('the indexes follow every change, whoever makes it', async ({ assert }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      const clara = await aClient()
      await clinicClient()
        .from('clients')
        .where('id', clara.id)
        .update({ last_name: 'Vestergaard', email: null })
      assert.deepEqual(await found('vester'), ['Clara'])
      assert.deepEqual(await found('v'), ['Clara'])
      assert.deepEqual(await found('øster'), [])
      assert.deepEqual(await found('clara@'), [])

      await clinicClient().from('clients').where('id', clara.id).delete()
      assert.deepEqual(await found('clara'), [])
      assert.deepEqual(await found('c'), [])
      for (const index of ['client_trigrams', 'client_words'])
        await clinicClient().rawQuery(
          `insert into ${index} (${index}, rank) values ('integrity-check', 1)`
        )
    })
  })

  test('names that begin with it come first', async ({ assert }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      await aClient({ firstName: 'Casper', lastName: 'Holm' })
      await aClient({ firstName: 'Per', lastName: 'Aas' })
      await aClient({ firstName: 'Anders', lastName: 'Persson' })
      assert.deepEqual(await found('per'), ['Anders', 'Per', 'Casper'])
    })
  })

  test('the same among 10,000 clients', async ({ assert }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      await manyClients(10_000)
      await aClient({ firstName: 'Ødipus', lastName: 'Quist' })
      assert.deepEqual(await found('ødi qui'), ['Ødipus'])
      const one = await Client.findByOrFail('email', 'client9999@example.test')
      assert.deepEqual(await found('client9999@'), [one.firstName])
      const { total, pages, rows } = await new ClientList(listChoice({ term: 'hansen' })).read()
      const expected = await clinicClient()
        .from('clients')
        .where('last_name', 'like', '%hansen%')
        .count('* as n')
      assert.equal(total, expected[0].n)
      assert.equal(pages, Math.ceil(total / 25))
      assert.lengthOf(rows, 25)
      const last = await new ClientList(listChoice({ page: '401' })).read()
      assert.deepEqual([last.total, last.page, last.rows.length], [10_001, 401, 1])
    })
  })

  test('names sort as in a Nordic register', async ({ assert }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      for (const firstName of [
        'Åse',
        'zara',
        'Émile',
        'Øjvind',
        'Emma',
        'ægir',
        'Anna',
        'anna B',
        'Ellen',
      ])
        await aClient({ firstName, lastName: '' })
      assert.deepEqual(await found(''), [
        'Anna',
        'anna B',
        'Ellen',
        'Émile',
        'Emma',
        'zara',
        'ægir',
        'Øjvind',
        'Åse',
      ])
    })
  })
})
