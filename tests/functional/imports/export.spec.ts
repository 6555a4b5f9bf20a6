import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'vcard4'
import { clinicClient } from '#clinics/database'
import { reloadClinicState } from '#clinics/state'
import Client from '#models/client'
import ClientAlert from '#models/client_alert'
import { manyClients } from '#tests/clients'
import { at, people, type Person, signIn } from '#tests/people'
import { imported, table } from '#tests/imports'

const SESSION = 'fortrolig_session'

const LIST = table(
  'Fornavn;Efternavn;E-mail;Telefon;Fødselsdato;CPR;Vej;Postnummer;By;Land;Sprog;Foretrukken kanal;Ring aldrig;Kun e-mail;Pårørende;Pårørende: telefon;Pårørende: relation;Mærker;Advarsler;Arkiveret',
  'Søren;Ærø;soeren@example.dk;20 30 40 50;24-12-1980;241280-1235;"Nørregade 12; 2. tv";1165;København K;DK;da;sms;ja;nej;Åse Ærø;+47 412 34 567;søster;ryg, knæ;Allergisk over for latex;nej',
  '\'=HYPERLINK("x");\'-1;;spørg mor;;;;;;;nb;;;;;;;;;nej',
  'Bo;;;;;;;;;;;;;;;;;;;ja'
)

function exported(client: ApiClient, person: Person, choice: Record<string, unknown>) {
  return client
    .post('/clients/exports')
    .as(person)
    .form({ format: 'csv', status: 'all', ...choice })
}

/** What matters of a client, whichever row of which database it is. */
async function recordsOf({ clinic }: Person) {
  return at(clinic, async () => {
    const clients = await Client.query().preload('tags').preload('alerts').orderBy('number')
    return clients.map(({ $attributes, nationalId, tags, alerts }) => {
      const { id, number, createdAt, updatedAt, archivedAt, ...rest } = $attributes
      const { archivedBy, importId, importKey, nationalIdIndex, ...kept } = rest
      return {
        ...kept,
        nationalId,
        isArchived: archivedAt !== null,
        tags: tags.map(({ name }) => name).sort(),
        alerts: alerts.map(({ text }) => text),
      }
    })
  })
}

test.group('Export', () => {
  test('what goes out as CSV comes in again the same, in every language', async ({
    client,
    assert,
  }) => {
    for (const locale of ['en', 'da', 'nb']) {
      const { ida, freja } = await people()
      await imported(client, ida, LIST)
      const before = await recordsOf(ida)
      await at(ida.clinic, () => ida.member.merge({ locale }).save())

      const file = await exported(client, ida, { nationalIds: '1', forExcel: '1' })
      const done = await imported(client, freja, Buffer.from(file.text()))

      assert.deepEqual(done.tally, { imported: 3, filled: 0, known: 0, failed: 0 }, locale)
      assert.deepEqual(await recordsOf(freja), before, locale)
      assert.deepInclude(before[0], { nationalId: '241280-1235', tags: ['knæ', 'ryg'] })
    }
  })

  test('CSV is for Excel where that is wanted, and no formula is alive in it', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    await imported(client, ida, LIST)

    const plain = await exported(client, ida, {})
    const forExcel = await exported(client, ida, { forExcel: '1' })

    assert.equal(forExcel.text(), `\ufeff${plain.text()}`)
    const [headings, first, second] = plain.text().split('\r\n')
    assert.match(headings, /^First name,Last name,E-mail,Phone,Birth date,Street/)
    assert.match(first, /^Søren,Ærø,soeren@example.dk,\+45 20 30 40 50,1980-12-24,/)
    assert.match(second, /^"'=HYPERLINK\(""x""\)",'-1,/)
    plain.assertHeader('content-disposition', 'attachment; filename="clients.csv"')
    plain.assertHeader('content-type', 'text/csv; charset=utf-8')
  })

  test('vCard is what another program reads, and comes in again', async ({ client, assert }) => {
    const { ida, freja } = await people()
    const long = 'Ø'.repeat(90)
    await imported(client, ida, LIST)
    await at(ida.clinic, () => Client.create({ firstName: long, lastName: 'A,b;c\\d' }))
    const before = await recordsOf(ida)

    const file = await exported(client, ida, { format: 'vcard' })
    file.assertHeader('content-type', 'text/vcard; charset=utf-8')
    const text = file.text()
    const [soeren, , , odd] = [parse(text)].flat()
    const property = (name: string) => soeren.getProperty(name)[0].value
    assert.equal(property('FN'), 'Søren Ærø')
    assert.deepInclude(property('N'), { familyNames: 'Ærø', givenNames: 'Søren' })
    assert.deepInclude(property('ADR'), {
      streetAddress: 'Nørregade 12; 2. tv',
      countryName: 'Denmark',
    })
    assert.equal(property('BDAY'), '19801224')
    assert.deepEqual(property('CATEGORIES'), ['knæ', 'ryg'])
    assert.deepInclude(odd.getProperty('N')[0].value, { givenNames: long })
    assert.isTrue(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
    assert.notInclude(text, '241280')
    assert.notInclude(text, 'latex')

    const done = await imported(client, freja, Buffer.from(text))
    assert.deepEqual(done.tally, { imported: 4, filled: 0, known: 0, failed: 0 })
    const kept = ['firstName', 'lastName', 'email', 'phone', 'birthDate', 'street', 'city', 'tags']
    const again = await recordsOf(freja)
    const of = (records: Record<string, unknown>[]) =>
      records.map((record) => kept.map((name) => record[name]))
    assert.deepEqual(of(again), of(before))
  })

  test('JSON keeps to its schema', async ({ client, assert }) => {
    const { ida } = await people()
    await imported(client, ida, LIST)

    const file = await exported(client, ida, { format: 'json', nationalIds: '1' })
    const schema = readFileSync(
      new URL('../../../docs/formats/clients-1.schema.json', import.meta.url),
      'utf8'
    )

    const ajv = new Ajv2020({ validateFormats: false })
    const isValid = ajv.validate(JSON.parse(schema), file.body())
    assert.isTrue(isValid, ajv.errorsText())
    const { format, version, clinic, clients } = file.body()
    assert.deepEqual([format, version, clinic], ['fortrolig-clients', 1, 'Nordlys Fysioterapi'])
    assert.deepInclude(clients[0], {
      firstName: 'Søren',
      phone: '+45 20 30 40 50',
      nationalId: '241280-1235',
      tags: ['knæ', 'ryg'],
      alerts: ['Allergisk over for latex'],
      archivedAt: null,
    })
  })

  test('takes the clients that were chosen, however many', async ({ client, assert }) => {
    const { ida } = await people()
    await at(ida.clinic, async () => {
      await manyClients(600)
      const gone = await Client.query().limit(40)
      for (const one of gone) await one.archive({ by: { member: null, address: null } })
    })
    const names = async (status: string) => {
      const response = await exported(client, ida, { format: 'json', status })
      const { clients } = response.body()
      return new Set(clients.map(({ id }: { id: string }) => id)).size
    }

    assert.equal(await names('all'), 600)
    assert.equal(await names('active'), 560)
    assert.equal(await names('archived'), 40)
  })

  test('is told in the audit log, with numbers and without names', async ({ client, assert }) => {
    const { ida } = await people()
    await imported(client, ida, LIST)
    await exported(client, ida, { status: 'active', nationalIds: '1' })

    const event = await at(ida.clinic, () =>
      clinicClient().from('audit_events').orderBy('seq', 'desc').first()
    )
    assert.equal(event.action, 'clients.exported')
    assert.equal(event.member_id, ida.member.id)
    assert.deepEqual(JSON.parse(event.details), {
      format: 'csv',
      status: 'active',
      nationalIds: true,
      clients: 2,
    })
  })

  test('only for those whose role holds the permission', async ({ client, assert }) => {
    const { ida, mads, signe } = await people()
    await at(ida.clinic, async () => {
      await ClientAlert.query()
      await clinicClient()
        .table('role_permissions')
        .insert({ role: 'administrator', permission: 'clients.national_id', allowed: false })
      await reloadClinicState()
    })

    const forbidden = await exported(client, signe, {})
    const noIds = await exported(client, mads, { nationalIds: '1' })
    const allowed = await exported(client, mads, {})

    assert.equal(forbidden.status(), 403)
    assert.equal(noIds.status(), 422)
    noIds.assertTextIncludes('Your role may not see national IDs')
    assert.equal(allowed.status(), 200)
  })

  test('asks again who it is before anything leaves', async ({ client }) => {
    const { ida } = await people()
    const longAgo = signIn(ida, { proved_at: 0 })

    const page = await client.get('/clients/exports/new').at(ida.host).cookie(SESSION, longAgo)
    const file = await client.post('/clients/exports').at(ida.host).cookie(SESSION, longAgo)

    page.assertHeader('location', '/identity?next=%2Fclients%2Fexports%2Fnew')
    file.assertStatus(303)
  })
})
