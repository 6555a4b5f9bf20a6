import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import Appointment from '#models/appointment'
import { aClient, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people, type Person } from '#tests/people'

/** What the page of an appointment says about it. */
const detailsOf = (html: string) =>
  [...html.matchAll(/<dt>(.*?)<\/dt><dd>/g)].map(([, label]) => label)

/** What the browser is told of some days. */
async function rowsOf(client: ApiClient, person: Person, from: string) {
  const response = await client
    .get(`/calendar/appointments?from=${from}&until=2027-04-02`)
    .as(person)
  return response.body() as { start: string; end: string }[]
}

test.group('An appointment’s page', () => {
  test('marks, cancels and restores, and the history tells who', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    const { id } = await at(nordlys, async () =>
      book(planOf(signe, '10:00', { note: 'Brings a cane' }), await aClient('Anna', 'Lind'))
    )
    const path = `/appointments/${id}`
    const statusNow = () =>
      at(nordlys, async () => {
        const { status } = await Appointment.findOrFail(id)
        return status
      })
    await client.post(`${path}/marks`).as(jonas).form({ status: 'arrived' })
    assert.equal(await statusNow(), 'arrived')
    await client.post(`${path}/cancellation`).as(jonas).form({ reason: 'Ill' })
    assert.equal(await statusNow(), 'cancelled')
    const cancelled = await client.get(path).as(jonas)
    assert.deepEqual(detailsOf(cancelled.text()), ['With', 'Length', 'Note', 'Reason'])
    assert.include(cancelled.text(), '<dd>Ill</dd>')
    await client.delete(`${path}/cancellation`).as(jonas)
    assert.equal(await statusNow(), 'booked')

    const page = await client.get(path).as(signe)
    assert.deepEqual(detailsOf(page.text()), ['With', 'Length', 'Note'])
    for (const word of ['Anna Lind', 'Brings a cane', 'cancelled an appointment', 'Jonas Berg'])
      assert.include(page.text(), word)
    const nonsense = await client.post(`${path}/marks`).as(jonas).form({ status: 'held' })
    nonsense.assertStatus(422)
  })

  test('what was cancelled is not taken back over another, and says why', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const { id } = await at(nordlys, async () => {
      const appointment = await book(planOf(signe, '10:00'))
      await appointment.cancel(null, { by: SERVER })
      await book(planOf(signe, '10:00'))
      return appointment
    })
    const response = await client.delete(`/appointments/${id}/cancellation`).as(jonas)
    response.assertStatus(422)
    assert.include(response.text(), 'This member is already booked then.')
  })

  test('moves by its form, and stays where it is when the time is taken', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const { id } = await at(nordlys, async () => {
      await book(planOf(signe, '12:00'))
      return book(planOf(signe, '10:00'))
    })
    const asked = { memberId: signe.member.id, date: TUESDAY, minutes: '30', title: 'Review' }
    const put = (time: string) =>
      client
        .put(`/appointments/${id}`)
        .as(jonas)
        .form({ ...asked, time })
    const refused = await put('12:00')
    refused.assertStatus(422)
    assert.include(refused.text(), 'This member is already booked then.')
    const moved = await put('14:15')
    moved.assertStatus(303)
    await at(nordlys, async () => {
      const { wallStart, minutes, title } = await Appointment.findOrFail(id)
      assert.deepEqual([wallStart, minutes, title], [`${TUESDAY}T14:15`, 30, 'Review'])
    })
  })

  test('a group takes clients until it is full, and knows who came', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    const { id, anna, bo } = await at(nordlys, async () => {
      const [one, two] = [await aClient('Anna'), await aClient('Bo')]
      const group = await book(planOf(signe, '10:00', { capacity: 1, title: 'Class' }))
      await group.revise({ capacity: 2 }, { by: SERVER })
      return { id: group.id, anna: one, bo: two }
    })
    const path = `/appointments/${id}/clients`
    for (const each of [anna, bo]) {
      const added = await client.post(path).as(jonas).form({ client: each.id })
      added.assertStatus(303)
    }
    const carl = await at(nordlys, () => aClient('Carl'))
    const refused = await client.post(path).as(jonas).form({ client: carl.id })
    refused.assertStatus(422)
    assert.include(refused.text(), 'There is no place left.')
    await client.put(`${path}/${anna.id}`).as(jonas).form({ status: 'missed' })
    const seated = await client.post(path).as(jonas).form({ client: carl.id })
    seated.assertStatus(303)
    const back = await client.put(`${path}/${anna.id}`).as(jonas).form({ status: 'booked' })
    back.assertStatus(422)
    await client.delete(`${path}/${bo.id}`).as(jonas)
    await at(nordlys, async () => {
      const { attendances } = await Appointment.query().preload('attendances').firstOrFail()
      assert.deepEqual(
        attendances.map(({ clientId, status }) => [clientId, status]).sort(),
        [
          [anna.id, 'missed'],
          [carl.id, 'booked'],
        ].sort()
      )
    })
    const stranger = await client.delete(`${path}/${bo.id}`).as(jonas)
    stranger.assertStatus(404)
  })

  test('dragged out of the night in which clocks change, it stays as long as it is', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const { id } = await at(nordlys, () =>
      book(planOf(signe, '', { wall: '2027-03-28T01:30', minutes: 60 }))
    )
    const [row] = await rowsOf(client, jonas, '2027-03-28')
    assert.deepEqual([row.start, row.end], ['2027-03-28T01:30', '2027-03-28T03:30'])
    await client.post(`/appointments/${id}/moves`).as(jonas).json({ wall: '2027-03-29T01:30' })
    const [moved] = await rowsOf(client, jonas, '2027-03-29')
    assert.deepEqual([moved.start, moved.end], ['2027-03-29T01:30', '2027-03-29T02:30'])
  })

  test('dragged, it moves or is refused with the reason', async ({ client, assert }) => {
    const { nordlys, signe, mads, jonas } = await people()
    const { id } = await at(nordlys, async () => {
      await book(planOf(mads, '12:00'))
      return book(planOf(signe, '10:00'))
    })
    const drag = (values: Record<string, unknown>) =>
      client
        .post(`/appointments/${id}/moves`)
        .as(jonas)
        .header('accept', 'application/json')
        .json({ wall: `${TUESDAY}T12:30`, minutes: 40, ...values })
    const refused = await drag({ memberId: mads.member.id })
    refused.assertStatus(422)
    assert.equal(refused.body().errors[0].message, 'This member is already booked then.')
    const moved = await drag({})
    moved.assertStatus(204)
    await at(nordlys, async () => {
      const { wallStart, minutes, memberId } = await Appointment.findOrFail(id)
      assert.deepEqual([wallStart, minutes, memberId], [`${TUESDAY}T12:30`, 40, signe.member.id])
    })
  })

  test('who saves what a colleague has changed meanwhile is told what it is by now, and may insist', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const appointment = await at(nordlys, () => book(planOf(signe, '10:00')))
    const path = `/appointments/${appointment.id}`
    const seenOn = (html: string) => /name="seen" value="(\d+)"/.exec(html)![1]
    const opened = await client.get(`${path}/edit`).as(jonas)
    await at(nordlys, () => appointment.move({ wall: '2027-06-16T09:30' }, { by: SERVER }))
    const save = (seen: string) =>
      client.put(path).as(jonas).form({
        memberId: signe.member.id,
        date: TUESDAY,
        time: '10:00',
        minutes: 50,
        note: 'Call',
        seen,
      })
    const now = () =>
      at(nordlys, async () => {
        const { wallStart, note } = await Appointment.findOrFail(appointment.id)
        return [wallStart, note]
      })

    const late = await save(seenOn(opened.text()))
    late.assertStatus(422)
    assert.include(late.text(), 'Somebody has changed this appointment')
    assert.include(late.text(), 'By now it is on Wednesday, June 16, 2027, 09:30, with Signe Dahl.')
    assert.include(late.text(), 'value="10:00"')
    assert.deepEqual(await now(), ['2027-06-16T09:30', null])
    const insisting = await save(seenOn(late.text()))
    insisting.assertStatus(303)
    assert.deepEqual(await now(), [`${TUESDAY}T10:00`, 'Call'])
  })

  test('says what can be said: of a client that they came, of a group and a meeting that it is done', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const [treatment, group, meeting] = await at(nordlys, async () => {
      const anna = await aClient('Anna')
      return [
        await book(planOf(signe, '10:00'), anna),
        await book(planOf(signe, '11:00', { capacity: 4 }), anna),
        await book(planOf(signe, '12:00', { title: 'Staff meeting' })),
      ]
    })
    const marks = async ({ id }: Appointment) => {
      const page = await client.get(`/appointments/${id}`).as(jonas)
      const found = page.text().matchAll(/name="status" value="(\w+)"><button class="button/g)
      return [...found].map(([, status]) => status)
    }
    assert.deepEqual(await marks(treatment), ['arrived', 'done', 'missed'])
    assert.deepEqual(await marks(group), ['done', 'missed'])
    assert.deepEqual(await marks(meeting), ['done'])
    const form = await client.get(`/appointments/${meeting.id}/edit`).as(jonas)
    assert.include(form.text(), 'Staff meeting: Tuesday, June 15, 2027, 12:00')
  })
})
