import { test } from '@japa/runner'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { book, planOf, TUESDAY } from '#tests/calendar'
import { at, countQueries, people, type Person } from '#tests/people'

const form = (signe: Person, repeat: Record<string, unknown> = {}) => ({
  client: 'none',
  title: 'Training',
  memberId: signe.member.id,
  date: TUESDAY,
  time: '13:00',
  repeat: { unit: 'week', every: '1', ends: 'count', count: '4', until: '', ...repeat },
})

async function walls() {
  const rows = await Appointment.query().whereNot('status', 'cancelled').orderBy('starts_at')
  return rows.map(({ wallStart }) => wallStart.slice(5))
}

const first = () => Appointment.query().orderBy('starts_at').firstOrFail()

test.group('The form of repeating appointments', () => {
  test('books a series, and says on each how it repeats', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    const asked = form(signe, { every: '2', ends: 'until', until: '2027-07-13' })
    const response = await client.post('/appointments').as(jonas).form(asked)
    response.assertStatus(303)
    assert.deepEqual(await at(nordlys, walls), ['06-15T13:00', '06-29T13:00', '07-13T13:00'])
    const page = await client.get(response.header('location')!).as(jonas)
    assert.include(page.text(), 'every second Tuesday until July 13, 2027')
    assert.notInclude(page.text(), 'By the rule')
  })

  test('the unit "{0}" books {1}')
    .with([
      ['none', 1],
      ['day', 4],
    ] as const)
    .run(async ({ client, assert }, [unit, count]) => {
      const { nordlys, signe, jonas } = await people()
      // What is not seen is not looked at.
      const asked = form(signe, { unit, ...(unit === 'none' && { every: 'x', ends: '' }) })
      const response = await client.post('/appointments').as(jonas).form(asked)
      response.assertStatus(303)
      assert.lengthOf(await at(nordlys, walls), count)
    })

  test('shows the dates before anything is booked, the taken ones marked', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    await at(nordlys, () => book(planOf(signe, '13:15', { wall: '2027-06-22T13:15' })))
    const asking = (repeat?: Record<string, unknown>) =>
      client.post('/appointments/dates').as(jonas).form(form(signe, repeat))
    const shown = await asking()
    shown.assertStatus(200)
    assert.include(shown.text(), 'Every Tuesday, 4 times')
    assert.include(shown.text(), '4 dates. One is taken.')
    assert.lengthOf(shown.text().match(/tag-warning">Taken</g)!, 1)
    assert.include(shown.text(), 'Leave these dates out')
    assert.lengthOf(await at(nordlys, walls), 1)

    const incomplete = await asking({ count: '' })
    assert.include(incomplete.text(), 'Choose when it ends')
    const endless = await asking({ unit: 'day', count: '400', every: '3' })
    assert.include(endless.text(), 'Appointments can repeat for two years.')
    const many = await countQueries(() => asking({ count: '90' }))
    assert.equal(many, await countQueries(() => asking({ count: '2' })))
  })

  test('refuses with the dates that are taken, keeps nothing, and asks what to do', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    await at(nordlys, () => book(planOf(signe, '13:15', { wall: '2027-06-22T13:15' })))
    const newClient = { client: 'new', newClient: { firstName: 'Nora', lastName: 'Vik' } }
    const asked = { ...form(signe), ...newClient }
    const refused = await client.post('/appointments').as(jonas).form(asked)
    refused.assertStatus(422)
    assert.include(refused.text(), 'One date is taken: June 22.')
    assert.include(refused.text(), 'Leave these dates out')
    assert.isNull(await at(nordlys, () => Client.first()))

    const booked = await client
      .post('/appointments')
      .as(jonas)
      .form({ ...asked, onTaken: 'skip' })
    booked.assertStatus(303)
    assert.deepEqual(await at(nordlys, walls), [
      '06-15T13:00',
      '06-22T13:15',
      '06-29T13:00',
      '07-06T13:00',
    ])
    assert.lengthOf(await at(nordlys, () => Client.all()), 1)
  })

  test('overbooking asks for the permission', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    await at(nordlys, () => book(planOf(signe, '13:15')))
    const asked = { ...form(signe), onTaken: 'overbook' }
    const refused = await client.post('/appointments').as(signe).form(asked)
    refused.assertStatus(422)
    assert.notInclude(refused.text(), 'Overbook:')
    const booked = await client.post('/appointments').as(jonas).form(asked)
    booked.assertStatus(303)
    assert.lengthOf(await at(nordlys, walls), 5)
  })

  test('{$self.name}: {$self.sentence}')
    .with([
      { name: 'once', repeat: { ends: 'until', until: TUESDAY }, sentence: 'one appointment only' },
      { name: 'too long', repeat: { ends: 'until', until: '2029-07-01' }, sentence: 'two years' },
      { name: 'no date', repeat: { ends: 'until', until: '' }, sentence: 'is missing' },
      {
        name: 'no such date',
        repeat: { ends: 'until', until: '2027-02-31' },
        sentence: 'not a date',
      },
      { name: 'too many', repeat: { count: '401' }, sentence: 'between 2 and' },
      { name: 'never', repeat: { every: '0' }, sentence: 'between 1 and' },
    ])
    .run(async ({ client, assert }, { repeat, sentence }) => {
      const { nordlys, signe, jonas } = await people()
      const refused = await client.post('/appointments').as(jonas).form(form(signe, repeat))
      refused.assertStatus(422)
      assert.include(refused.text(), sentence)
      assert.lengthOf(await at(nordlys, walls), 0)
    })

  test('changes this one, this and later ones, or all', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    await client.post('/appointments').as(jonas).form(form(signe))
    const rows = await at(nordlys, () => Appointment.query().orderBy('starts_at'))
    const change = (nth: number, scope: string, values: Record<string, unknown>) => {
      const { title, memberId } = form(signe)
      return client
        .put(`/appointments/${rows[nth].id}`)
        .as(jonas)
        .form({ title, memberId, minutes: 30, scope, ...values })
    }
    const edit = await client.get(`/appointments/${rows[0].id}/edit`).as(jonas)
    assert.include(edit.text(), 'Repeats every Tuesday, 4 times.')
    assert.include(edit.text(), 'This one and all after it')

    await at(nordlys, () =>
      rows[3].revise({ note: 'Bring shoes' }, { by: { member: null, address: null } })
    )
    const one = await change(1, 'one', { date: '2027-06-23', time: '13:00' })
    one.assertStatus(303)
    const later = await change(2, 'later', { date: '2027-06-29', time: '14:00', title: 'Strength' })
    later.assertStatus(303)
    assert.deepEqual(await at(nordlys, walls), [
      '06-15T13:00',
      '06-23T13:00',
      '06-29T14:00',
      '07-06T14:00',
    ])
    const last = await at(nordlys, () => Appointment.findOrFail(rows[3].id))
    assert.deepEqual([last.title, last.note], ['Strength', 'Bring shoes'])
    const moved = await client.get(`/appointments/${rows[1].id}`).as(jonas)
    assert.include(moved.text(), 'June 22, 2027 13:00')
  })

  test('a change that does not fit asks what to do', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    await client.post('/appointments').as(jonas).form(form(signe))
    const { id } = await at(nordlys, async () => {
      await book(planOf(signe, '15:00', { wall: '2027-06-22T15:00' }))
      return first()
    })
    const { repeat, ...values } = { ...form(signe), minutes: 30, time: '15:00', scope: 'all' }
    const refused = await client.put(`/appointments/${id}`).as(jonas).form(values)
    refused.assertStatus(422)
    assert.include(refused.text(), 'One date is taken: June 22.')
    assert.include(refused.text(), 'Leave these where they are')
    const skipped = await client
      .put(`/appointments/${id}`)
      .as(jonas)
      .form({ ...values, onTaken: 'skip' })
    skipped.assertStatus(303)
    assert.deepEqual(await at(nordlys, walls), [
      '06-15T15:00',
      '06-22T13:00',
      '06-22T15:00',
      '06-29T15:00',
      '07-06T15:00',
    ])
  })

  test('cancels this one, this and later ones, or all; another clinic’s is not there', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas, freja } = await people()
    await client.post('/appointments').as(jonas).form(form(signe))
    const rows = await at(nordlys, () => Appointment.query().orderBy('starts_at'))
    const cancel = (nth: number, scope: string, by = jonas) =>
      client.post(`/appointments/${rows[nth].id}/cancellation`).as(by).form({ scope })
    const foreign = await cancel(0, 'all', freja)
    foreign.assertStatus(404)
    await cancel(0, 'one')
    assert.deepEqual(await at(nordlys, walls), ['06-22T13:00', '06-29T13:00', '07-06T13:00'])
    await cancel(2, 'later')
    assert.deepEqual(await at(nordlys, walls), ['06-22T13:00'])
    await cancel(2, 'all')
    assert.deepEqual(await at(nordlys, walls), [])
  })
})
