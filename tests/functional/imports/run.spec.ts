import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { importer } from '#imports/importer'
import { ImportRun } from '#imports/import_run'
import { ROWS_AT_A_TIME } from '#imports/source'
import Client from '#models/client'
import ClientAlert from '#models/client_alert'
import ClientImport from '#models/client_import'
import { at, people, type Person } from '#tests/people'
import { imported, opened, table } from '#tests/imports'

const FIRST = 'Anna Bo Camilla Ditte Emil Frederik Gitte Henrik Ida Jens'.split(' ')

/** A clinic's list as it would come out of Excel in Denmark. */
function manyRows(length: number) {
  const rows = Array.from({ length }, (_, n) =>
    [
      FIRST[n % FIRST.length],
      `Østergård-${n}`,
      `client${n}@example.dk`,
      `${20_000_000 + n * 37}`,
      `${(n % 28) + 1}.${(n % 12) + 1}.${1940 + (n % 70)}`,
      `Nørregade ${n}`,
      '8000',
      'Aarhus C',
    ].join(';')
  )
  return table('Fornavn;Efternavn;E-mail;Mobil;Fødselsdato;Adresse;Postnr;By', ...rows)
}

function count({ clinic }: Person) {
  return at(clinic, async () => {
    const [{ total }] = await clinicClient().from('clients').count('* as total')
    return Number(total)
  })
}

test.group('Import: long work', () => {
  test('10,000 rows arrive, each once', async ({ client, assert }) => {
    const { ida } = await people()
    const rows = manyRows(10_000)

    const first = await imported(client, ida, rows)
    const again = await imported(client, ida, rows)

    assert.deepEqual(first.tally, { imported: 10_000, filled: 0, known: 0, failed: 0 })
    assert.deepEqual(again.tally, { imported: 0, filled: 0, known: 10_000, failed: 0 })
    assert.equal(await count(ida), 10_000)
  })

  test('goes on after an interruption where it was, and makes nobody twice', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const rows = ROWS_AT_A_TIME * 3 + 1
    const { id } = await opened(client, ida, manyRows(rows))
    await at(ida.clinic, async () => {
      const begun = await ClientImport.findOrFail(id)
      await begun.start({ by: SERVER })
      await new ImportRun(begun, SERVER).work(() => begun.done >= 2 * ROWS_AT_A_TIME)
    })
    assert.equal(await count(ida), 2 * ROWS_AT_A_TIME)

    const page = await client.get(`/clients/imports/${id}`).as(ida)
    page.assertTextIncludes('The import was interrupted')
    await importer.resume(ida.clinic)
    await importer.rest(ida.clinic)

    const done = await at(ida.clinic, () => ClientImport.findOrFail(id))
    assert.equal(done.state, 'finished')
    assert.deepEqual(done.tally, { imported: rows, filled: 0, known: 0, failed: 0 })
    assert.equal(await count(ida), rows)
  })

  test('a handful of rows is stored with its count, or not at all', async ({ client, assert }) => {
    const { ida } = await people()
    const { id } = await opened(client, ida, manyRows(ROWS_AT_A_TIME * 2))
    await at(ida.clinic, () =>
      clinicClient().rawQuery(
        `create trigger refuse before insert on clients when new.last_name = 'Østergård-${ROWS_AT_A_TIME + 5}'
         begin select raise(abort, 'no room'); end`
      )
    )

    await client.post(`/clients/imports/${id}/runs`).as(ida)
    await importer.rest(ida.clinic)

    const stopped = await at(ida.clinic, () => ClientImport.findOrFail(id))
    assert.equal(stopped.state, 'stopped')
    assert.equal(stopped.done, ROWS_AT_A_TIME)
    assert.equal(await count(ida), ROWS_AT_A_TIME)

    await at(ida.clinic, () => clinicClient().rawQuery('drop trigger refuse'))
    await client.post(`/clients/imports/${id}/runs`).as(ida)
    await importer.rest(ida.clinic)
    assert.equal(await count(ida), ROWS_AT_A_TIME * 2)
  })

  test('two runs of one import do not both count', async ({ client, assert }) => {
    const { ida } = await people()
    const { id } = await opened(client, ida, manyRows(10))

    await at(ida.clinic, async () => {
      const [one, other] = [await ClientImport.findOrFail(id), await ClientImport.findOrFail(id)]
      await one.start({ by: SERVER })
      const runs = [one, other].map((begun) => new ImportRun(begun, SERVER).work())
      const outcomes = await Promise.allSettled(runs)
      assert.sameMembers(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected']
      )
    })
    assert.equal(await count(ida), 10)
  })
})

test.group('Import: undone', () => {
  const list = table(
    'Navn;E-mail;Mærker',
    'Anna A;a@example.dk;ryg',
    'Bo B;b@example.dk;',
    'Camilla C;;ryg'
  )

  test('deletes whom nobody has touched since, and nobody else', async ({ client, assert }) => {
    const { ida } = await people()
    await at(ida.clinic, () => Client.create({ firstName: 'Dora', lastName: '' }))
    const { id } = await imported(client, ida, list)
    await at(ida.clinic, async () => {
      const [anna, bo] = await Client.query().where('import_id', id).orderBy('number')
      await new Promise((resolve) => setTimeout(resolve, 5))
      await anna.merge({ city: 'Aarhus' }).save()
      await ClientAlert.create({ clientId: bo.id, text: 'Allergic to latex' })
    })

    const page = await client.get(`/clients/imports/${id}`).as(ida)
    page.assertTextIncludes('1 client of 3 will be deleted.')
    await client.post(`/clients/imports/${id}/reversal`).as(ida)
    await importer.rest(ida.clinic)

    const left = await at(ida.clinic, () => Client.query().orderBy('number'))
    assert.deepEqual(
      left.map(({ firstName }) => firstName),
      ['Dora', 'Anna', 'Bo']
    )
    const reversed = await at(ida.clinic, () => ClientImport.findOrFail(id))
    assert.equal(reversed.state, 'reversed')
    assert.equal(reversed.reversed, 1)
  })

  test('the same file can then be imported again', async ({ client, assert }) => {
    const { ida } = await people()
    const { id } = await imported(client, ida, list)
    await client.post(`/clients/imports/${id}/reversal`).as(ida)
    await importer.rest(ida.clinic)
    assert.equal(await count(ida), 0)

    const again = await imported(client, ida, list)
    assert.deepInclude(again.tally, { imported: 3, known: 0 })
  })
})
