import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicSettings } from '#clinics/settings'
import Holiday from '#models/holiday'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { book, planOf, TUESDAY } from '#tests/calendar'
import { at, countQueries, people, type Person } from '#tests/people'

const PATH = '/settings/holidays'

async function holidays({ clinic }: Person) {
  const rows = await at(clinic, () => Holiday.query().orderBy('date'))
  return rows.map(({ date, name }) => `${date} ${name}`)
}

function close(person: Person, ...dates: string[]) {
  const days = dates.map((date) => ({ date, name: `Closed ${date}` }))
  return at(person.clinic, () => Holiday.close(days, { by: SERVER }))
}

test.group('Holidays', () => {
  test('of the clinic’s country are offered, public ones ticked', async ({ client, assert }) => {
    const { ida } = await people()
    const page = await client.get(`${PATH}/public?year=2027`).as(ida)
    page.assertStatus(200)
    const text = page.text().replaceAll(/\s+/g, ' ')
    assert.include(text, 'Holidays in Denmark, 2027')
    assert.match(text, /value="2027-03-26"[^>]*checked/)
    assert.match(text, /value="2027-12-24"(?![^>]*checked)[^>]*>/)
    assert.include(text, 'Add all public holidays of 2027')
  })

  test('of another country, where the clinic says so, are added all at once, and twice is once', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await at(nordlys, () =>
      clinicSettings.write({ ...clinicSettings.read(), locale: 'nb', country: 'NO' })
    )
    const send = () => client.post(`${PATH}/public`).as(ida).form({ year: '2027', all: '1' })
    const response = await send()
    response.assertStatus(303)
    await send()

    const added = await holidays(ida)
    assert.lengthOf(added, 11)
    assert.include(added, '2027-05-17 Grunnlovsdagen / Andre pinsedag')
    assert.include(added, '2027-12-25 Første juledag')
    const actions = await auditActions(nordlys)
    assert.lengthOf(
      actions.filter((action) => action === 'holidays.added'),
      1
    )
  })

  test('are added as chosen, and none is refused', async ({ client, assert }) => {
    const { ida } = await people()
    const send = (form: object) =>
      client
        .post(`${PATH}/public`)
        .as(ida)
        .form({ year: '2027', ...form })
    const none = await send({})
    none.assertStatus(422)
    assert.include(none.text(), 'Choose at least one.')
    // What no calendar knows cannot be smuggled in.
    await send({ 'dates[]': ['2027-12-24', '2027-03-26', '2027-07-07'] })
    assert.deepEqual(await holidays(ida), ['2027-03-26 Good Friday', '2027-12-24 Christmas Eve'])
  })

  test('can be days of one’s own, one or many, and are removed again', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const send = (form: object) => client.post(PATH).as(ida).form(form)
    await send({ name: 'Closed for summer', date: '2027-07-12', lastDate: '2027-07-14' })
    await send({ name: 'Another name', date: '2027-07-14', lastDate: '' })
    assert.deepEqual(await holidays(ida), [
      '2027-07-12 Closed for summer',
      '2027-07-13 Closed for summer',
      '2027-07-14 Closed for summer',
    ])
    const backwards = await send({ name: 'Party', date: '2027-07-12', lastDate: '2027-07-01' })
    backwards.assertStatus(422)
    assert.include(backwards.text(), 'The last day cannot be before the first.')
    assert.include(backwards.text(), 'value="Party"')
    const endless = await send({ name: 'Party', date: '2027-07-12', lastDate: '2028-07-01' })
    assert.include(endless.text(), 'At most 92 days at a time.')

    const { id } = await at(nordlys, () => Holiday.findByOrFail('date', '2027-07-13'))
    await client.delete(`${PATH}/${id}`).as(ida)
    assert.notInclude(await holidays(ida), '2027-07-13 Closed for summer')
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'holidays.removed',
      details: { dates: ['2027-07-13'] },
    })
  })

  test('say what is booked on them, at the same cost for one as for three', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, signe } = await people()
    await close(ida, TUESDAY)
    await at(nordlys, () => book(planOf(signe, '09:00')))
    const look = () => client.get(PATH).as(ida)
    const page = await look()
    assert.include(page.text(), '1 appointment<')
    const one = await countQueries(look)
    await close(ida, '2027-06-16', '2028-06-16')
    assert.equal(await countQueries(look), one)
  })

  test('are the business of those who manage the calendar', async ({ client, assert }) => {
    const { jonas } = await people()
    const list = await client.get(PATH).as(jonas)
    list.assertStatus(403)
    const made = await client.post(PATH).as(jonas).form({ name: 'Party', date: TUESDAY })
    made.assertStatus(403)
    assert.deepEqual(await holidays(jonas), [])
  })
})
