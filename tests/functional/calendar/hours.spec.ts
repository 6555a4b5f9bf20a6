import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import Location from '#models/location'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { TUESDAY } from '#tests/calendar'
import { hoursOn, pathOf, seenNow, setHours, week } from '#tests/hours'
import { at, countQueries, people } from '#tests/people'

test.group('Working hours', () => {
  test('everybody with their hours is listed for those who manage the calendar; others see their own', async ({
    client,
    assert,
  }) => {
    const { mads, signe, jonas } = await people()
    await setHours(client, signe, { monday: [['09:00', '16:00']], tuesday: [['09:00', '16:00']] })

    const list = await client.get('/settings/hours').as(mads)
    list.assertStatus(200)
    for (const words of ['Signe Dahl', 'Jonas Berg', 'Monday – Tuesday', 'No working hours yet'])
      assert.include(list.text(), words)
    const own = await client.get('/settings/hours').as(signe)
    own.assertHeader('location', pathOf(signe))
    const others = await client.get(pathOf(jonas)).as(signe)
    others.assertStatus(403)
    const change = await client.post(pathOf(jonas, '/weeks')).as(signe).form(week({}))
    change.assertStatus(403)
  })

  test('cost the same queries for one member as for all', async ({ client, assert }) => {
    const { nordlys, mads, signe, jonas, ida } = await people()
    await setHours(client, signe, { monday: [['09:00', '16:00']] })
    const look = () => client.get('/settings/hours').as(mads)
    await look()
    const one = await countQueries(look)
    for (const person of [jonas, ida])
      await setHours(client, person, { friday: [['09:00', '12:00']] })
    assert.equal(await countQueries(look), one)
    const show = () => client.get(pathOf(signe)).as(mads)
    await show()
    const before = await countQueries(show)
    await setHours(client, signe, { monday: [['10:00', '12:00']] }, { validFrom: '2027-08-01' })
    await client
      .post(pathOf(signe, '/exceptions'))
      .as(signe)
      .form({ 'date': TUESDAY, 'spans[0][starts]': '' })
    assert.equal(await countQueries(show), before)
    assert.isNotEmpty(await auditActions(nordlys))
  })

  test('are set for a week, with several spans a day, at a location', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await people()
    const { id } = await at(nordlys, () => Location.open({ name: 'Harbour' }, { by: SERVER }))
    const response = await setHours(client, signe, {
      tuesday: [
        ['13:00', '17:30', id],
        ['', ''],
        ['08:00', '12:00', id],
      ],
      wednesday: [['22:00', '00:00']],
    })

    response.assertStatus(303)
    response.assertHeader('location', pathOf(signe))
    assert.deepEqual(await hoursOn(signe, TUESDAY), ['08:00-12:00', '13:00-17:30'])
    assert.deepEqual(await hoursOn(signe, '2027-06-16'), ['22:00-00:00'])
    assert.deepEqual(await hoursOn(signe, '2027-06-17'), [])
    const page = await client.get(pathOf(signe)).as(signe)
    assert.include(page.text(), 'Harbour')
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'working_hours.changed',
      subject_type: 'member',
      subject_id: signe.member.id,
    })
  })

  test('what overlaps, ends too early or is half is refused beside its field, and stays as typed', async ({
    client,
    assert,
  }) => {
    const { signe } = await people()
    const page = await setHours(client, signe, {
      monday: [
        ['09:00', '12:00'],
        ['11:30', '15:00'],
      ],
      tuesday: [['16:00', '09:00']],
      wednesday: [['10:15', '']],
    })

    page.assertStatus(422)
    const text = page.text().replaceAll('\u202f', ' ')
    for (const words of [
      'This overlaps 9:00 AM – 12:00 PM.',
      'This must be later than the start.',
      'One of the two times is missing.',
    ])
      assert.include(text, words)
    for (const typed of ['value="11:30"', 'value="10:15"', 'value="16:00"'])
      assert.include(text, typed)
    assert.deepEqual(await hoursOn(signe, '2027-06-14'), [])

    const noClock = await setHours(client, signe, { thursday: [['25:00', '26:00']] })
    noClock.assertStatus(422)
    assert.include(noClock.text(), 'Write a time such as 09:00.')
  })

  test('a change is entered ahead, and a summer of its own leaves the rest alone', async ({
    client,
    assert,
  }) => {
    const { signe } = await people()
    await setHours(client, signe, { tuesday: [['09:00', '16:00']] })
    await setHours(
      client,
      signe,
      { tuesday: [['08:00', '12:00']] },
      { validFrom: '2027-07-01', validUntil: '2027-08-15' }
    )
    const tuesdays = ['2027-06-29', '2027-07-06', '2027-08-10', '2027-08-17']
    const before = await Promise.all(tuesdays.map((date) => hoursOn(signe, date)))
    assert.deepEqual(before.flat(), ['09:00-16:00', '08:00-12:00', '08:00-12:00', '09:00-16:00'])

    // The summer begins a week later: the week between is as it was before.
    await client
      .put(pathOf(signe, '/weeks/2027-07-01'))
      .as(signe)
      .form(
        week(
          { tuesday: [['08:00', '13:00']] },
          { validFrom: '2027-07-08', validUntil: '2027-08-15', seen: await seenNow(signe) }
        )
      )
    const moved = await Promise.all(tuesdays.map((date) => hoursOn(signe, date)))
    assert.deepEqual(moved.flat(), ['09:00-16:00', '09:00-16:00', '08:00-13:00', '09:00-16:00'])

    await client.delete(pathOf(signe, '/weeks/2027-07-08')).as(signe)
    const after = await Promise.all(tuesdays.map((date) => hoursOn(signe, date)))
    assert.deepEqual(new Set(after.flat()), new Set(['09:00-16:00']))
    const gone = await client.get(pathOf(signe, '/weeks/2027-07-08/edit')).as(signe)
    gone.assertStatus(404)
  })

  test('a last day before the first is refused', async ({ client, assert }) => {
    const { signe } = await people()
    const page = await setHours(
      client,
      signe,
      { monday: [['09:00', '12:00']] },
      { validFrom: '2027-07-01', validUntil: '2027-06-01' }
    )
    page.assertStatus(422)
    assert.include(page.text(), 'The last day cannot be before the first.')
    assert.include(page.text(), 'value="2027-06-01"')
  })

  test('a day is copied to others without JavaScript', async ({ client, assert }) => {
    const { signe } = await people()
    const response = await setHours(
      client,
      signe,
      { monday: [['09:00', '12:00']], friday: [['07:00', '08:00']] },
      { 'copy': '1', 'copyFrom': 'monday', 'copyTo[]': ['tuesday', 'friday'] }
    )
    response.assertHeader('location', pathOf(signe, '/weeks/always/edit'))
    for (const date of ['2027-06-14', TUESDAY, '2027-06-18'])
      assert.deepEqual(await hoursOn(signe, date), ['09:00-12:00'])
    assert.deepEqual(await hoursOn(signe, '2027-06-16'), [])
  })

  test('who may not write the calendar sees their hours and changes nothing', async ({
    client,
    assert,
  }) => {
    const { ida, jonas } = await people()
    await client
      .put('/settings/roles')
      .as(ida)
      .form({ 'held[]': ['receptionist:clients.read', 'administrator:members.manage'] })
    const page = await client.get(pathOf(jonas)).as(jonas)
    page.assertStatus(200)
    assert.notInclude(page.text(), pathOf(jonas, '/weeks/new'))
    const change = await setHours(client, jonas, { monday: [['09:00', '12:00']] })
    change.assertStatus(403)
  })
})
