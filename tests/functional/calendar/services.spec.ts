import { test } from '@japa/runner'
import Service from '#models/service'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { aService } from '#tests/calendar'
import { at, countQueries, people, type Person } from '#tests/people'

const PATH = '/settings/services'

/** What the form of a new service sends, as it is before anything is typed. */
const typed = (values: Record<string, unknown> = {}) => ({
  name: 'First consultation',
  category: '',
  description: '',
  minutes: '60',
  bufferBefore: '0',
  bufferAfter: '10',
  price: '1.250,50',
  vatRate: '0',
  colour: 'teal',
  capacity: '1',
  ...values,
})

function services({ clinic }: Person) {
  return at(clinic, () => Service.query().preload('members').orderBy('name'))
}

test.group('Services', () => {
  test('are asked for on an empty page, which says what to do first', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const page = await client.get(PATH).as(ida)
    page.assertStatus(200)
    assert.include(page.text(), 'What can clients come for?')
    assert.include(page.text(), `href="${PATH}/new"`)
  })

  test('are added with everything that an appointment takes from them', async ({
    client,
    assert,
  }) => {
    const { nordlys, mads, signe, ida } = await people()
    const response = await client
      .post(PATH)
      .as(mads)
      .form(
        typed({
          'category': 'Physiotherapy',
          'description': 'For a new problem.',
          'vatRate': '12,5',
          'needsRoom': '1',
          'isBookableOnline': '1',
          'memberIds[]': [signe.member.id, ida.member.id],
        })
      )

    response.assertStatus(303)
    response.assertHeader('location', PATH)
    const [service] = await services(mads)
    const { id, createdAt, updatedAt, ...values } = service.$attributes
    assert.deepEqual(values, {
      name: 'First consultation',
      category: 'Physiotherapy',
      description: 'For a new problem.',
      minutes: 60,
      bufferBefore: 0,
      bufferAfter: 10,
      price: 125050,
      vatRate: 1250,
      colour: 'teal',
      capacity: 1,
      needsRoom: true,
      isBookableOnline: true,
      archivedAt: null,
    })
    assert.sameMembers(
      service.members.map(({ name }) => name),
      ['Ida Lund', 'Signe Dahl']
    )
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'service.created',
      member_id: mads.member.id,
      subject_type: 'service',
      subject_id: id,
    })
  })

  test('are listed by category and name, with length, price and who offers them', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, signe } = await people()
    await at(nordlys, async () => {
      await aService({ name: 'Zumba', category: 'Courses', capacity: 12, price: 9950 }, signe)
      await aService({ name: 'Anything else' })
      await aService({ name: 'Follow-up', category: 'Treatment', bufferAfter: 10 }, ida, signe)
      await aService({ name: 'Beginners', category: 'Courses' })
    })
    const page = await client.get(PATH).as(ida)
    const text = page
      .text()
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')

    const order = [
      'Courses',
      'Beginners',
      'Zumba',
      'Treatment',
      'Follow-up',
      'Without a category',
      'Anything else',
    ]
    const places = order.map((word) => text.lastIndexOf(` ${word} `))
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
      text
    )
    for (const words of [
      'DKK 99.50',
      '12 places',
      '60 min with buffers',
      'Ida Lund and Signe Dahl',
      'Nobody yet',
    ])
      assert.include(text.replaceAll('\u00a0', ' '), words)
  })

  test('{field}: {value} is refused in a sentence, and what was typed is still there')
    .with([
      { field: 'name', value: '', says: 'Name is missing.' },
      { field: 'minutes', value: '3', says: 'Length must be between 5 and 1,440.' },
      { field: 'price', value: 'cheap', says: 'Write the price as a number' },
      { field: 'price', value: '4500,123', says: 'Write the price as a number' },
      { field: 'vatRate', value: '101', says: 'A rate is at most 100 %.' },
      { field: 'colour', value: 'invisible', says: 'Choose one from the list.' },
      { field: 'capacity', value: '0', says: 'Places must be between 1 and 200.' },
      { field: 'memberIds[]', value: 'somebody', says: 'does not work in the clinic any more' },
    ])
    .run(async ({ client, assert }, { field, value, says }) => {
      const { ida } = await people()
      const page = await client
        .post(PATH)
        .as(ida)
        .form(typed({ description: 'Kept words', [field]: value }))
      page.assertStatus(422)
      assert.include(page.text(), says)
      assert.include(page.text(), 'Kept words')
      assert.lengthOf(await services(ida), 0)
    })

  test('are changed, and the log says which fields', async ({ client, assert }) => {
    const { nordlys, ida, signe } = await people()
    const { id } = await at(nordlys, () =>
      aService({ name: 'First consultation', minutes: 60, bufferAfter: 10, colour: 'teal' }, signe)
    )
    const same = typed({ 'price': '', 'memberIds[]': signe.member.id })
    const unchanged = await client.put(`${PATH}/${id}`).as(ida).form(same)
    unchanged.assertStatus(303)
    assert.notInclude(await auditActions(nordlys), 'service.changed')

    const response = await client
      .put(`${PATH}/${id}`)
      .as(ida)
      .form({ ...same, 'price': '450', 'memberIds[]': ida.member.id })
    response.assertStatus(303)
    const [service] = await services(ida)
    assert.equal(service.price, 45000)
    assert.deepEqual(
      service.members.map(({ name }) => name),
      ['Ida Lund']
    )
    const event = await lastAuditEvent(nordlys)
    assert.deepEqual(event.details, { fields: ['price', 'members'] })
    const form = await client.get(`${PATH}/${id}/edit`).as(ida)
    assert.match(form.text(), /name="price"[^>]*|value="450"/)
  })

  test('are archived and brought back, and what is archived is on a list of its own', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const { id } = await at(nordlys, () => aService({ name: 'Old massage' }))
    await at(nordlys, () => aService({ name: 'New massage' }))
    const archival = `${PATH}/${id}/archival`

    await client.post(archival).as(ida)
    await client.post(archival).as(ida)
    const offered = await client.get(PATH).as(ida)
    const archived = await client.get(`${PATH}?show=archived`).as(ida)
    assert.include(offered.text(), 'New massage')
    assert.notInclude(offered.text(), 'Old massage</a>')
    assert.include(archived.text(), 'Old massage')
    assert.notInclude(archived.text(), 'New massage')

    await client.delete(archival).as(ida)
    const again = await client.get(PATH).as(ida)
    assert.include(again.text(), 'Old massage')
    const actions = await auditActions(nordlys)
    assert.deepEqual(actions.slice(-2), ['service.archived', 'service.restored'])
  })

  test('cost the same queries, one or three', async ({ client, assert }) => {
    const { nordlys, ida, signe } = await people()
    await at(nordlys, () => aService({ name: 'One' }, signe))
    const look = () => client.get(PATH).as(ida)
    await look()
    const one = await countQueries(look)
    await at(nordlys, async () => {
      await aService({ name: 'Two', category: 'B' }, signe, ida)
      await aService({ name: 'Three', category: 'C' }, signe)
    })
    assert.equal(await countQueries(look), one)
  })

  test('are the business of those who manage the calendar', async ({ client }) => {
    const { nordlys, signe, jonas } = await people()
    const { id } = await at(nordlys, () => aService())
    for (const person of [signe, jonas]) {
      const list = await client.get(PATH).as(person)
      list.assertStatus(403)
      const change = await client.put(`${PATH}/${id}`).as(person).form(typed())
      change.assertStatus(403)
    }
  })
})
