import { test } from '@japa/runner'
import { clinicClient } from '#clinics/database'
import Client from '#models/client'
import ClientAlert from '#models/client_alert'
import Tag from '#models/tag'
import { auditActions, auditEvents, lastAuditEvent } from '#tests/audit'
import { at, people, type Person } from '#tests/people'
import { aClient, CLARA, statusOf, textOf } from '#tests/clients'

const FORM = {
  firstName: 'Clara',
  lastName: 'Østergaard',
  email: 'Clara@Example.test',
  phone: '+45 20123456',
  birthDate: '1980-02-03',
  street: 'Nørregade 12',
  postalCode: '8000',
  city: 'Aarhus C',
  locale: 'da',
  channel: 'sms',
  neverCall: '1',
  emergencyName: 'Peter',
  emergencyPhone: '20998877',
  emergencyRelation: 'husband',
}

function only({ clinic }: Person) {
  return at(clinic, () => Client.firstOrFail())
}

async function attribute<Name extends keyof Client>(person: Person, name: Name) {
  const client = await only(person)
  return client[name]
}

test.group('Adding a client', () => {
  test('keeps what was written, and leads to the client’s page', async ({ client, assert }) => {
    const { jonas } = await people()
    const response = await client.post('/clients').as(jonas).form(FORM)
    const clara = await only(jonas)

    response.assertStatus(303)
    response.assertHeader('location', `/clients/${clara.id}`)
    const { neverCall, ...same } = FORM
    assert.containSubset(clara.$attributes, {
      ...same,
      email: 'clara@example.test',
      phone: '20 12 34 56',
      phoneNormal: '+4520123456',
      neverCall: true,
      noVoicemail: false,
      emailOnly: false,
      number: 1,
    })
    const lines = await auditEvents(jonas.clinic)
    assert.deepEqual(
      lines.map(({ action, subject_id: id, details }) => [action, id, details]),
      [['client.created', clara.id, {}]]
    )
  })

  test('needs no more than a first name', async ({ client, assert }) => {
    const { jonas } = await people()
    await client.post('/clients').as(jonas).form({ firstName: 'Bo' })
    assert.equal(await attribute(jonas, 'firstName'), 'Bo')
  })

  test('{field} "{value}": {sentence}')
    .with([
      { field: 'firstName', value: '', sentence: 'First name is missing.' },
      { field: 'email', value: 'clara@', sentence: 'Write a whole e-mail address' },
      { field: 'phone', value: '12', sentence: 'Write a whole phone number' },
      { field: 'emergencyPhone', value: 'none', sentence: 'Write a whole phone number' },
      { field: 'birthDate', value: '1980-02-31', sentence: 'a day that exists' },
      { field: 'birthDate', value: '2999-01-01', sentence: 'must lie in the past' },
      { field: 'birthDate', value: '1066-01-01', sentence: 'must lie in the past' },
      { field: 'channel', value: 'pigeon', sentence: 'Choose one from the list.' },
      { field: 'locale', value: 'xx', sentence: 'Choose one from the list.' },
      { field: 'lastName', value: 'x'.repeat(101), sentence: 'at most 100 characters' },
    ])
    .run(async ({ client, assert }, { field, value, sentence }) => {
      const { jonas } = await people()
      const response = await client
        .post('/clients')
        .as(jonas)
        .form({ ...FORM, [field]: value })

      response.assertStatus(422)
      assert.include(response.text(), sentence)
      assert.include(response.text(), 'value="Nørregade 12"')
      assert.isNull(await at(jonas.clinic, () => Client.first()))
      assert.deepEqual(await auditActions(jonas.clinic), [])
    })

  test('a name that is markup is shown as it is written', async ({ client, assert }) => {
    const { jonas } = await people()
    const name = `<script>alert("x")</script>`
    await client.post('/clients').as(jonas).form({ firstName: name, lastName: `"><img src=x>` })
    const { id } = await only(jonas)
    for (const path of ['/clients', `/clients/${id}`, `/clients/${id}/edit`]) {
      const text = await textOf(client.get(path).as(jonas))
      assert.notInclude(text, name, path)
      assert.notInclude(text, '<img src=x>', path)
      assert.include(text, '&lt;script&gt;', path)
    }
  })
})

test.group('Likely duplicates', () => {
  test('{title}')
    .with([
      {
        title: 'the same phone',
        values: { firstName: 'Bo', phone: '0045 20 12 34 56' },
        says: 'same phone',
      },
      {
        title: 'the same e-mail',
        values: { firstName: 'Bo', email: 'CLARA@example.test' },
        says: 'same e-mail',
      },
      {
        title: 'the same national id',
        values: { firstName: 'Bo', nationalId: '0302801234' },
        says: 'same national ID',
      },
      {
        title: 'the same birth date and a name like it',
        values: { firstName: 'Klara', lastName: 'Østergård', birthDate: '1980-02-03' },
        says: 'same birth date, similar name',
      },
      {
        title: 'the same birth date and another name',
        values: { firstName: 'Bo', lastName: 'Lund', birthDate: '1980-02-03' },
        says: null,
      },
      {
        title: 'the same name alone',
        values: { firstName: 'Clara', lastName: 'Østergaard' },
        says: null,
      },
    ])
    .run(async ({ client, assert }, { values, says }) => {
      const { jonas, nordlys } = await people()
      const clara = await at(nordlys, () => aClient({ nationalId: '030280-1234' }))
      const response = await client.post('/clients').as(jonas).form(values)
      const count = () => at(nordlys, () => Client.query().count('* as n').pojo<{ n: number }>())

      if (!says) {
        response.assertStatus(303)
        return assert.deepEqual(await count(), [{ n: 2 }])
      }
      response.assertStatus(422)
      assert.include(response.text(), says)
      assert.include(response.text(), `/clients/${clara.id}`)
      assert.include(response.text(), 'Save anyway')
      assert.deepEqual(await count(), [{ n: 1 }])

      const again = await client
        .post('/clients')
        .as(jonas)
        .form({ ...values, saveAnyway: '1' })
      again.assertStatus(303)
      assert.deepEqual(await count(), [{ n: 2 }])
    })

  test('a national id that looks wrong is asked about', async ({ client, assert }) => {
    const { jonas } = await people()
    const values = { firstName: 'Bo', nationalId: '12345' }
    const response = await client.post('/clients').as(jonas).form(values)
    response.assertStatus(422)
    assert.include(response.text(), 'does not look like a national ID')
    await client
      .post('/clients')
      .as(jonas)
      .form({ ...values, saveAnyway: '1' })
    assert.equal(await attribute(jonas, 'nationalId'), '12345')
  })

  test('who is not changed is not asked about again', async ({ client }) => {
    const { jonas, nordlys } = await people()
    const [mother] = await at(nordlys, async () => [
      await aClient(),
      await aClient({ firstName: 'Ida' }),
    ])
    const values = { ...CLARA, city: 'Odense' }
    const response = await client.put(`/clients/${mother.id}`).as(jonas).form(values)
    response.assertStatus(303)
  })
})

test.group('Changing a client', () => {
  test('says in the audit log which fields changed, not what they hold', async ({
    client,
    assert,
  }) => {
    const { jonas, nordlys } = await people()
    const clara = await at(nordlys, () => aClient({ nationalId: '030280-1234' }))
    await client
      .put(`/clients/${clara.id}`)
      .as(jonas)
      .form({ ...CLARA, lastName: 'Lund', nationalId: '' })

    const now = await only(jonas)
    assert.equal(now.lastName, 'Lund')
    assert.equal(now.nationalId, '030280-1234')
    const { action, details } = await lastAuditEvent(nordlys)
    assert.deepEqual([action, details], ['client.updated', { fields: ['lastName'] }])
  })

  test('nothing changed is no line in the audit log', async ({ client, assert }) => {
    const { jonas, nordlys } = await people()
    const clara = await at(nordlys, () => aClient())
    await client.put(`/clients/${clara.id}`).as(jonas).form(CLARA)
    assert.deepEqual(await auditActions(nordlys), ['client.created'])
  })

  test('a mistake keeps what was typed', async ({ client, assert }) => {
    const { jonas, nordlys } = await people()
    const clara = await at(nordlys, () => aClient())
    const response = await client
      .put(`/clients/${clara.id}`)
      .as(jonas)
      .form({ ...CLARA, firstName: 'Klara', email: 'nothing' })
    response.assertStatus(422)
    assert.include(response.text(), 'value="Klara"')
    assert.equal(await attribute(jonas, 'firstName'), 'Clara')
  })

  test('archiving and taking out again', async ({ client, assert }) => {
    const { jonas, nordlys } = await people()
    const clara = await at(nordlys, () => aClient())
    const list = async () => {
      const text = await textOf(client.get('/clients').as(jonas))
      return text.includes('Clara')
    }

    await client.post(`/clients/${clara.id}/archival`).as(jonas)
    assert.isFalse(await list())
    assert.equal(await attribute(jonas, 'archivedBy'), jonas.member.id)
    assert.include(await textOf(client.get('/clients?status=archived').as(jonas)), 'Clara')

    await client.delete(`/clients/${clara.id}/archival`).as(jonas)
    assert.isTrue(await list())
    assert.deepEqual(await auditActions(nordlys), [
      'client.created',
      'client.archived',
      'client.restored',
    ])
  })
})

test.group('A client’s page', () => {
  test('is written into the audit log before it is sent', async ({ client, assert }) => {
    const { signe, nordlys } = await people()
    const clara = await at(nordlys, () => aClient())
    const page = await client.get(`/clients/${clara.id}`).as(signe)
    page.assertStatus(200)
    assert.include(page.text(), 'Clara Østergaard')
    assert.include(page.text(), '<title>Client 1 · Fortrolig</title>')
    const { action, member_id: by, subject_id: id } = await lastAuditEvent(nordlys)
    assert.deepEqual([action, by, id], ['client.read', signe.member.id, clara.id])
    await client.get(`/clients/${clara.id}/edit`).as(signe)
    const actions = await auditActions(nordlys)
    assert.deepEqual(actions.slice(-2), ['client.read', 'client.read'])
  })

  test('of another clinic is not there', async ({ client, assert }) => {
    const { freja, nordlys } = await people()
    const { id } = await at(nordlys, () => aClient())
    for (const path of [`/clients/${id}`, `/clients/${id}/edit`])
      assert.equal(await statusOf(client.get(path).as(freja)), 404, path)
    for (const path of ['archival', 'alerts', 'tags', 'national-id'])
      assert.equal(await statusOf(client.post(`/clients/${id}/${path}`).as(freja)), 404, path)
  })

  test('has alerts on top, which are added and removed', async ({ client, assert }) => {
    const { signe, nordlys } = await people()
    const clara = await at(nordlys, () => aClient())
    const path = `/clients/${clara.id}`
    await client.post(`${path}/alerts`).as(signe).form({ text: 'Allergic to latex' })
    assert.include(await textOf(client.get(path).as(signe)), 'Allergic to latex')
    assert.include(await textOf(client.get('/clients').as(signe)), 'Has an alert')

    const alert = await at(nordlys, () => ClientAlert.firstOrFail())
    await client.delete(`${path}/alerts/${alert.id}`).as(signe)
    assert.notInclude(await textOf(client.get(path).as(signe)), 'Allergic to latex')
    const events = await auditEvents(nordlys)
    const lines = events.filter(({ action }) => action.startsWith('client.alert'))
    assert.deepEqual(
      lines.map(({ action, details }) => [action, details]),
      [
        ['client.alert_added', {}],
        ['client.alert_removed', {}],
      ]
    )
  })

  test('an empty alert is refused', async ({ client, assert }) => {
    const { signe, nordlys } = await people()
    const clara = await at(nordlys, () => aClient())
    const response = await client.post(`/clients/${clara.id}/alerts`).as(signe).form({ text: ' ' })
    response.assertStatus(422)
    assert.include(response.text(), 'Alert is missing.')
  })

  test('has tags, which are made as they are written', async ({ client, assert }) => {
    const { signe, nordlys } = await people()
    const clara = await at(nordlys, () => aClient())
    const path = `/clients/${clara.id}`
    for (const tag of ['Insurance', 'insurance', 'VIP'])
      await client.post(`${path}/tags`).as(signe).form({ tag })
    const tags = () => at(nordlys, () => clara.related('tags').query().orderBy('name'))
    const names = async () => {
      const all = await tags()
      return all.map(({ name }) => name)
    }
    assert.deepEqual(await names(), ['Insurance', 'VIP'])

    const [insurance] = await tags()
    assert.include(await textOf(client.get(`/clients?tag=${insurance.id}`).as(signe)), 'Clara')
    await client.delete(`${path}/tags/${insurance.id}`).as(signe)
    assert.deepEqual(await names(), ['VIP'])
    assert.notInclude(await textOf(client.get(`/clients?tag=${insurance.id}`).as(signe)), 'Clara')
    assert.lengthOf(await at(nordlys, () => Tag.all()), 2)
  })

  test('shows the national id for a reason, once, and writes that down', async ({
    client,
    assert,
  }) => {
    const { signe, nordlys } = await people()
    const clara = await at(nordlys, () => aClient({ nationalId: '030280-1234' }))
    const path = `/clients/${clara.id}`
    assert.notInclude(await textOf(client.get(path).as(signe)), '030280-1234')

    const shown = await client.post(`${path}/national-id`).as(signe).form({ reason: 'Referral' })
    assert.include(shown.text(), '030280-1234')
    assert.notInclude(await textOf(client.get(path).as(signe)), '030280-1234')
    const events = await auditEvents(nordlys)
    const lines = events.filter(({ action }) => action === 'client.national_id_revealed')
    assert.deepEqual(
      lines.map(({ member_id: by, subject_id: id, details }) => [by, id, details]),
      [[signe.member.id, clara.id, { reason: 'Referral' }]]
    )
  })

  test('shows no national id without a reason, nor to who may not see it', async ({
    client,
    assert,
  }) => {
    const { signe, jonas, nordlys } = await people()
    const clara = await at(nordlys, () => aClient({ nationalId: '030280-1234' }))
    const path = `/clients/${clara.id}/national-id`
    const refused = await client.post(path).as(signe).form({ reason: '' })
    refused.assertStatus(422)
    assert.notInclude(refused.text(), '030280-1234')
    assert.include(refused.text(), 'Reason is missing.')
    const forbidden = await client.post(path).as(jonas).form({ reason: 'Referral' })
    forbidden.assertStatus(403)
    assert.notInclude(await auditActions(nordlys), 'client.national_id_revealed')
  })

  test('the national id lies encrypted in the database', async ({ assert }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      await aClient({ nationalId: '030280-1234' })
      const row = await clinicClient().from('clients').firstOrFail()
      assert.notMatch(JSON.stringify(row), /030280.?1234/)
    })
  })
})
