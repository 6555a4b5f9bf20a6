import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { ApiRequest } from '@japa/api-client'
import { clinicClient, clinicFolder } from '#clinics/database'
import { reloadClinicState } from '#clinics/state'
import { tidyImports } from '#imports/retention'
import Client from '#models/client'
import ClientImport from '#models/client_import'
import { letPass } from '#tests/clock'
import { at, countQueries, NORDLYS, people, type Person } from '#tests/people'
import { fixture, imported, opened, table, upload } from '#tests/imports'

const LIST = table(
  'Fornavn;Efternavn;E-mail;Telefon;Fødselsdato;Mærkater',
  'Søren;Ærø;soeren@example.dk;20 30 40 50;24-12-1980;ryg, knæ',
  'Åse;Berg;aase@;;;',
  'Bo;Lund;bo@example.dk;;01-02-1975;Ryg'
)

function clientsOf({ clinic }: Person) {
  return at(clinic, () => Client.query().orderBy('number'))
}

function filesOf({ clinic }: Person) {
  const folder = join(clinicFolder(clinic.id), 'files', 'imports')
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
}

function events({ clinic }: Person) {
  return at(clinic, () => clinicClient().from('audit_events').orderBy('seq'))
}

test.group('Import', () => {
  test('a file with one bad row imports the others', async ({ client, assert }) => {
    const { ida } = await people()

    const done = await imported(client, ida, LIST)

    assert.deepEqual(done.tally, { imported: 2, filled: 0, known: 0, failed: 1 })
    const [soeren, bo] = await clientsOf(ida)
    assert.deepInclude(soeren.$attributes, {
      firstName: 'Søren',
      lastName: 'Ærø',
      email: 'soeren@example.dk',
      phone: '20 30 40 50',
      phoneNormal: '+4520304050',
      birthDate: '1980-12-24',
      channel: 'any',
      archivedAt: null,
    })
    assert.equal(bo.firstName, 'Bo')
  })

  test('tags are shared whatever their case', async ({ client, assert }) => {
    const { ida } = await people()
    await imported(client, ida, LIST)

    const tags = await at(ida.clinic, () =>
      clinicClient()
        .from('client_tags')
        .join('tags', 'tags.id', 'tag_id')
        .join('clients', 'clients.id', 'client_id')
        .orderBy(['number', 'name'])
        .select('first_name', 'name')
    )
    assert.deepEqual(
      tags.map(({ first_name, name }) => `${first_name} ${name}`),
      ['Søren knæ', 'Søren ryg', 'Bo ryg']
    )
  })

  test('the page shows what will happen before anything is saved', async ({ client, assert }) => {
    const { ida } = await people()
    const { id } = await opened(client, ida, LIST)

    const mapping = await client.get(`/clients/imports/${id}/edit`).as(ida)
    const preview = await client.get(`/clients/imports/${id}`).as(ida)
    const failed = await client.get(`/clients/imports/${id}?show=failed`).as(ida)

    mapping.assertTextIncludes('soeren@example.dk · aase@ · bo@example.dk')
    preview.assertTextIncludes('Import 2 clients')
    preview.assertTextIncludes('“aase@” is not an e-mail address.')
    assert.notInclude(failed.text(), 'Søren')
    assert.lengthOf(await clientsOf(ida), 0)
  })

  test('the same file twice makes no duplicates, and neither do two rows of one file', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    await imported(client, ida, LIST)
    const again = await imported(client, ida, LIST)
    const twice = await imported(
      client,
      ida,
      table('Navn;E-mail', 'Ny Person;ny@example.dk', 'NY  person;NY@example.dk')
    )

    assert.deepEqual(again.tally, { imported: 0, filled: 0, known: 2, failed: 1 })
    assert.deepEqual(twice.tally, { imported: 1, filled: 0, known: 1, failed: 0 })
    assert.lengthOf(await clientsOf(ida), 3)
  })

  test('a client is recognised after it was changed', async ({ client, assert }) => {
    const { ida } = await people()
    await imported(client, ida, LIST)
    await at(ida.clinic, async () => {
      const bo = await Client.findByOrFail('first_name', 'Bo')
      await bo.merge({ lastName: 'Holm', email: 'holm@example.dk', birthDate: null }).save()
    })

    const again = await imported(client, ida, LIST)

    assert.deepInclude(again.tally, { imported: 0, known: 2 })
  })

  test('people who share a phone or a name are not taken for one', async ({ client, assert }) => {
    const { ida } = await people()
    const done = await imported(
      client,
      ida,
      table(
        'Navn;Telefon;Fødselsdato',
        'Mor Berg;20304050;01-02-1975',
        'Barn Berg;20304050;01-02-2010',
        'Jens Berg;20304050;01-02-1950',
        'Jens Berg;20304050;01-02-1980'
      )
    )

    assert.deepEqual(done.tally, { imported: 4, filled: 0, known: 0, failed: 0 })
  })

  test('fills in what the clinic does not know, where that was chosen', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    await at(ida.clinic, () =>
      Client.create({ firstName: 'Bo', lastName: 'Lund', email: 'bo@example.dk', city: 'Odense' })
    )
    const list = table('Navn;E-mail;By;Telefon', 'Bo Lund;bo@example.dk;Aarhus;20304050')

    const skipped = await imported(client, ida, list)
    const [before] = await clientsOf(ida)
    const filled = await imported(client, ida, list, { existing: 'fill' })
    const [after] = await clientsOf(ida)

    assert.deepEqual(skipped.tally, { imported: 0, filled: 0, known: 1, failed: 0 })
    assert.isNull(before.phone)
    assert.deepEqual(filled.tally, { imported: 0, filled: 1, known: 0, failed: 0 })
    assert.deepInclude(after.$attributes, { city: 'Odense', phone: '20 30 40 50' })
  })

  test('vCards come in without being mapped', async ({ client, assert }) => {
    const { ida } = await people()
    const done = await imported(client, ida, fixture('iphone-3.0.vcf'))

    assert.deepEqual(done.tally, { imported: 2, filled: 0, known: 0, failed: 0 })
    const [mette] = await clientsOf(ida)
    assert.deepInclude(mette.$attributes, { firstName: 'Mette Marie', birthDate: '1969-03-24' })
  })

  test('the rows that failed can be fetched with the reason, put right, and imported', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const list = table('Navn;E-mail', '=HYPERLINK(1);x@', 'Bo;bo@example.dk')
    const { id } = await imported(client, ida, list)

    const file = await client.get(`/clients/imports/${id}/failures`).as(ida)

    assert.equal(
      file.text(),
      '\ufeffWhy it was not imported;Navn;E-mail\r\n' +
        "E-mail: “x@” is not an e-mail address.;'=HYPERLINK(1);x@\r\n"
    )
    file.assertHeader('content-disposition', 'attachment; filename="not-imported.csv"')
    const corrected = Buffer.from(file.text().replace(/x@\r\n$/, 'x@example.dk'))
    const again = await imported(client, ida, corrected)
    assert.deepInclude(again.tally, { imported: 1, failed: 0 })
  })

  test('a file that is written otherwise than guessed is read again', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const { id } = await opened(client, ida, Buffer.from('Navn,By\nBo;Per,Ny\n'))

    const response = await client
      .put(`/clients/imports/${id}`)
      .as(ida)
      .form({ encoding: 'utf-8', delimiter: 'semicolon', hasHeadings: '1', existing: 'skip' })

    response.assertHeader('location', `/clients/imports/${id}/edit`)
    const reread = await at(ida.clinic, () => ClientImport.findOrFail(id))
    assert.deepInclude(reread.dialect, { delimiter: ';' })
    assert.deepEqual(reread.mapping, [null])
  })

  test('without a column for the name it does not go on', async ({ client }) => {
    const { ida } = await people()
    const { id } = await opened(client, ida, table('Navn;By', 'Bo;Ny'))

    const response = await client
      .put(`/clients/imports/${id}`)
      .as(ida)
      .form({ encoding: 'utf-8', hasHeadings: '1', existing: 'fill', columns: ['', 'city'] })

    response.assertStatus(422)
    response.assertTextIncludes('Say which column holds the name')
    response.assertTextIncludes('value="fill" id="mapping-existing-1" checked')
  })

  test('the audit log counts and names nobody', async ({ client, assert }) => {
    const { ida } = await people()
    const { id } = await imported(client, ida, LIST)

    const all = await events(ida)
    const told = all.filter(({ subject_id }) => subject_id === id)
    assert.deepEqual(
      told.map(({ action, details, member_id }) => [action, JSON.parse(details), member_id]),
      [
        ['client_import.uploaded', { rows: 3 }, ida.member.id],
        ['client_import.started', {}, ida.member.id],
        ['client_import.finished', { imported: 2, filled: 0, known: 0, failed: 1 }, ida.member.id],
      ]
    )
  })
})

test.group('Import: the file', () => {
  test('lies encrypted while it is needed, and is then removed', async ({ client, assert }) => {
    const { ida } = await people()
    const { id } = await opened(client, ida, LIST)
    const [file] = filesOf(ida)
    const stored = readFileSync(file, 'utf8')

    assert.notInclude(stored, 'soeren')
    assert.notInclude(Buffer.from(stored, 'base64').toString(), 'soeren')

    await client.delete(`/clients/imports/${id}`).as(ida)
    assert.deepEqual(filesOf(ida), [])
    assert.isNull(await at(ida.clinic, () => ClientImport.find(id)))
    assert.lengthOf(filesOf(ida), 0)
  })

  test('stays a day where rows failed, otherwise it goes at once', async ({ client, assert }) => {
    const { ida } = await people()
    await imported(client, ida, table('Navn', 'Bo'))
    assert.lengthOf(filesOf(ida), 0)

    const { id } = await imported(client, ida, LIST)
    assert.lengthOf(filesOf(ida), 1)
    await client.delete(`/clients/imports/${id}`).as(ida)

    const gone = await client.get(`/clients/imports/${id}/failures`).as(ida)
    assert.equal(gone.status(), 404)
    assert.lengthOf(filesOf(ida), 0)
    assert.lengthOf(await clientsOf(ida), 3)
  })

  test('{sentence}')
    .with([
      { content: Buffer.alloc(0), sentence: 'The file is empty.' },
      { content: Buffer.from('PK\x03\x04…'), sentence: 'This is a workbook.' },
      {
        content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]),
        sentence: 'not a list of clients',
      },
      { content: Buffer.from('Navn;By\n'), sentence: 'no clients below them' },
      { content: Buffer.from(`Navn\n${'Bo\n'.repeat(50_001)}`), sentence: 'more than 50,000 rows' },
      { content: Buffer.alloc(20 * 1024 * 1024 + 1, 'Bo;'), sentence: 'larger than 20 MB' },
    ])
    .run(async ({ client, assert }, { content, sentence }) => {
      const { ida } = await people()
      const response = await upload(client, ida, content)

      response.assertStatus(422)
      response.assertTextIncludes(sentence)
      response.assertTextIncludes('aria-describedby="file-hint file-error"')
      assert.lengthOf(await at(ida.clinic, () => ClientImport.all()), 0)
      assert.deepEqual(filesOf(ida), [])
    })

  test('must be chosen', async ({ client }) => {
    const { ida } = await people()
    const empty = await client.post('/clients/imports').as(ida).form({})
    const other = await client.post('/clients/imports').as(ida).field('name', 'x')

    for (const response of [empty, other]) {
      response.assertStatus(422)
      response.assertTextIncludes('Choose a file first.')
    }
  })
})

test.group('Import: the list', () => {
  test('shows what was imported by whom, at the same cost for one and for three', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const empty = await client.get('/clients/imports').as(ida)
    empty.assertTextIncludes('Nothing imported yet')
    const visit = () => client.get('/clients/imports').as(ida)

    await imported(client, ida, LIST)
    const one = await countQueries(visit)
    await imported(client, ida, LIST)
    await opened(client, ida, LIST)
    const three = await countQueries(visit)
    const page = await visit()

    assert.equal(three, one)
    page.assertTextIncludes('2 imported · 0 completed · 0 already there · 1 left out')
    page.assertTextIncludes('0 imported · 0 completed · 2 already there · 1 left out')
    page.assertTextIncludes('Not started')
    page.assertTextIncludes('Ida Lund')
  })

  test('the preview is shown in pages', async ({ client, assert }) => {
    const { ida } = await people()
    const names = Array.from({ length: 120 }, (_, n) => `Client Number${n + 1}`)
    const { id } = await opened(client, ida, table('Name', ...names))
    const page = async (number: string) => {
      const response = await client.get(`/clients/imports/${id}?page=${number}`).as(ida)
      return response.text().match(/Number\d+/g)
    }

    assert.deepEqual(
      await page('1'),
      names.slice(0, 50).map((name) => name.slice(7))
    )
    assert.deepEqual(
      await page('3'),
      names.slice(100).map((name) => name.slice(7))
    )
    assert.lengthOf((await page('nonsense')) ?? [], 50)
  })
})

test.group('Import: left behind', () => {
  test('a file goes after a day when nobody comes back', async ({ client, assert, test: self }) => {
    const { ida } = await people()
    const { id: open } = await opened(client, ida, LIST)
    const { id: done } = await imported(client, ida, LIST)
    const states = () =>
      at(ida.clinic, async () => {
        await tidyImports()
        const [left, finished] = [await ClientImport.find(open), await ClientImport.find(done)]
        return [left?.state, finished?.hasFile, filesOf(ida).length]
      })

    assert.deepEqual(await states(), ['open', true, 2])
    letPass(25 * 60 * 60 * 1000, { test: self })
    assert.deepEqual(await states(), [undefined, false, 0])
    const response = await client.get(`/clients/imports/${done}/failures`).as(ida)
    response.assertStatus(404)
  })
})

test.group('Import: who may', () => {
  const status = async (request: ApiRequest) => {
    const response = await request
    return response.status()
  }

  test('only those whose role holds the permission', async ({ client, assert }) => {
    const { ida, mads, jonas } = await people()
    const { id } = await opened(client, ida, LIST)

    assert.equal(await status(client.get(`/clients/imports/${id}`).as(mads)), 200)
    for (const path of ['', '/new', `/${id}`, `/${id}/edit`, `/${id}/failures`])
      assert.equal(await status(client.get(`/clients/imports${path}`).as(jonas)), 403, path)
    assert.equal(await status(upload(client, jonas, LIST)), 403)
    assert.equal(await status(client.post(`/clients/imports/${id}/runs`).as(jonas)), 403)
    const stranger = await client.get('/clients/imports').at(NORDLYS)
    stranger.assertHeader('location', '/sign-in?next=%2Fclients%2Fimports')
  })

  test('an import of another clinic is not there', async ({ client, assert }) => {
    const { ida, freja } = await people()
    const { id } = await opened(client, ida, LIST)
    const path = `/clients/imports/${id}`

    for (const [method, more] of [
      ['GET', ''],
      ['GET', '/edit'],
      ['GET', '/failures'],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/runs'],
      ['POST', '/reversal'],
    ])
      assert.equal(await status(client.request(path + more, method).as(freja)), 404, more)
    assert.equal(await status(client.get(path).as(ida)), 200)
  })

  test('national ids come in only through those who may see them', async ({ client, assert }) => {
    const { ida, mads } = await people()
    const list = table('Navn;CPR', 'Bo Lund;010175-1234')
    await at(ida.clinic, async () => {
      await clinicClient()
        .table('role_permissions')
        .insert({ role: 'administrator', permission: 'clients.national_id', allowed: false })
      await reloadClinicState()
    })

    const { id, mapping } = await opened(client, mads, list)
    const refused = await client
      .put(`/clients/imports/${id}`)
      .as(mads)
      .form({
        encoding: 'utf-8',
        hasHeadings: '1',
        existing: 'skip',
        columns: ['fullName', 'nationalId'],
      })
    await imported(client, ida, list)

    assert.deepEqual(mapping, ['fullName', null])
    refused.assertStatus(422)
    refused.assertTextIncludes('Your role may not see national IDs')
    const [bo] = await clientsOf(ida)
    assert.equal(bo.nationalId, '010175-1234')
  })
})
