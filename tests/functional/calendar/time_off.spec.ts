import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import RemovedTimeOff from '#models/removed_time_off'
import TimeOff from '#models/time_off'
import { auditActions } from '#tests/audit'
import { aClient, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people, type Person } from '#tests/people'

const pathOf = ({ member }: Person, rest = '') => `/settings/hours/${member.id}/time-off${rest}`
const typed = (values: Record<string, unknown> = {}) => ({
  kind: 'vacation',
  startDate: TUESDAY,
  startTime: '',
  endDate: '',
  endTime: '',
  ...values,
})

async function timeOffOf({ clinic, member }: Person) {
  const rows = await at(clinic, () =>
    TimeOff.query().where('memberId', member.id).orderBy('startsAt')
  )
  return rows.map(({ kind, startsAt, endsAt }) => [kind, startsAt.toISO(), endsAt.toISO()])
}

test.group('Time off', () => {
  test('is one day, several, or some hours of one', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    const send = (values: Parameters<typeof typed>[0]) =>
      client.post(pathOf(signe)).as(signe).form(typed(values))
    await send({})
    // Over the night in which clocks go back: 25 hours more.
    await send({ startDate: '2027-10-30', endDate: '2027-10-31', kind: 'other' })
    await send({ startDate: '2027-06-16', startTime: '13:00', endTime: '15:30', kind: 'course' })

    assert.deepEqual(await timeOffOf(signe), [
      ['vacation', '2027-06-14T22:00:00.000Z', '2027-06-15T22:00:00.000Z'],
      ['course', '2027-06-16T11:00:00.000Z', '2027-06-16T13:30:00.000Z'],
      ['other', '2027-10-29T22:00:00.000Z', '2027-10-31T23:00:00.000Z'],
    ])
    const page = await client.get(`/settings/hours/${signe.member.id}`).as(signe)
    const text = page.text().replaceAll(/[\u202f\u2009]/g, ' ')
    for (const words of ['Vacation', 'June 15, 2027', 'October 30 – 31, 2027', '1:00 – 3:30 PM'])
      assert.include(text, words)
    assert.include(await auditActions(nordlys), 'time_off.taken')
  })

  test('shows what is booked in it, without saying with whom', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const { id } = await aService({ name: 'Follow-up' })
      await book(planOf(signe, '09:00', { serviceId: id }), await aClient('Zenobia'))
      const cancelled = await book(planOf(signe, '11:00'))
      await cancelled.cancel(null, { by: { member: null, address: null } })
      await book(planOf(signe, '09:00', { wall: '2027-06-16T09:00' }))
    })
    const response = await client
      .post(pathOf(signe))
      .as(signe)
      .form(typed({ kind: 'sick' }))
    response.assertStatus(303)
    const page = await client.get(response.header('location')!).as(signe)
    assert.include(page.text(), 'One appointment lies in this time')
    assert.include(page.text(), 'Follow-up')
    assert.notInclude(page.text(), 'Zenobia')

    const free = await client
      .post(pathOf(signe))
      .as(signe)
      .form(typed({ startDate: '2027-06-17' }))
    free.assertHeader('location', `/settings/hours/${signe.member.id}`)
  })

  test('is changed and removed, but not by way of somebody else', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    await client.post(pathOf(signe)).as(signe).form(typed())
    const { id } = await at(nordlys, () => TimeOff.firstOrFail())
    const wrongPerson = await client.delete(pathOf(jonas, `/${id}`)).as(jonas)
    wrongPerson.assertStatus(404)
    const notMine = await client.delete(pathOf(signe, `/${id}`)).as(jonas)
    notMine.assertStatus(403)
    const refused = await client
      .put(pathOf(signe, `/${id}`))
      .as(signe)
      .form(typed({ endDate: '2027-06-01' }))
    refused.assertStatus(422)
    assert.include(refused.text(), 'The end must be after the start.')

    await client
      .put(pathOf(signe, `/${id}`))
      .as(signe)
      .form(typed({ kind: 'course', endTime: '12:00' }))
    assert.deepEqual(await timeOffOf(signe), [
      ['course', '2027-06-14T22:00:00.000Z', '2027-06-15T10:00:00.000Z'],
    ])
    const form = await client.get(pathOf(signe, `/${id}/edit`)).as(signe)
    assert.include(form.text(), 'value="12:00"')
    await client.delete(pathOf(signe, `/${id}`)).as(signe)
    assert.deepEqual(await timeOffOf(signe), [])
    const actions = await auditActions(nordlys)
    assert.deepEqual(actions.slice(-2), ['time_off.changed', 'time_off.cancelled'])
  })

  test('who changes or removes what a colleague has changed meanwhile is told, and may insist', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads } = await people()
    await client.post(pathOf(signe)).as(signe).form(typed())
    const { id, digest } = await at(nordlys, () => TimeOff.firstOrFail())
    const path = pathOf(signe, `/${id}`)
    const opened = await client.get(`${path}/edit`).as(mads)
    assert.lengthOf(opened.text().split(`name="seen" value="${digest}"`), 3, 'to save, to remove')
    const save = (person: Person, endTime: string, seen: string) =>
      client.put(path).as(person).form(typed({ endTime, seen }))
    const ends = async () => {
      const [[, , end]] = await timeOffOf(signe)
      return end
    }

    const first = await save(signe, '12:00', digest)
    first.assertStatus(303)
    const second = await save(mads, '14:00', digest)
    second.assertStatus(422)
    assert.include(second.text(), 'Somebody has changed this time off')
    assert.include(second.text(), 'value="14:00"')
    const removal = await client.delete(path).as(mads).form({ seen: digest })
    removal.assertHeader('location', `${path}/edit`)
    assert.equal(await ends(), '2027-06-15T10:00:00.000Z')

    const [, fresh] = /name="seen" value="([^"]+)"/.exec(second.text())!
    await save(mads, '14:00', fresh)
    assert.equal(await ends(), '2027-06-15T12:00:00.000Z')
  })

  test('who changes what a colleague has removed meanwhile is told, and may enter it anew', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads } = await people()
    await client.post(pathOf(signe)).as(signe).form(typed())
    const { id } = await at(nordlys, () => TimeOff.firstOrFail())
    const path = pathOf(signe, `/${id}`)
    await client.delete(path).as(signe)
    const twice = await client.delete(path).as(mads)
    twice.assertHeader('location', `/settings/hours/${signe.member.id}`)
    const gone = await client.get(`${path}/edit`).as(mads)
    gone.assertHeader('location', `/settings/hours/${signe.member.id}`)

    const late = await client
      .put(path)
      .as(mads)
      .form(typed({ kind: 'course', endTime: '12:00' }))
    late.assertStatus(422)
    assert.include(late.text(), 'Somebody has removed this time off')
    assert.include(late.text(), 'value="12:00"')
    assert.deepEqual(await timeOffOf(signe), [])
    const [, seen] = /name="seen" value="([^"]+)"/.exec(late.text())!
    await client
      .put(path)
      .as(mads)
      .form(typed({ kind: 'course', seen }))
    assert.deepEqual(await timeOffOf(signe), [
      ['course', '2027-06-14T22:00:00.000Z', '2027-06-15T22:00:00.000Z'],
    ])
    const unknown = await client.put(pathOf(signe, `/${crypto.randomUUID()}`)).as(mads)
    unknown.assertStatus(404)

    await at(nordlys, () => TimeOff.forgetRemoved())
    assert.lengthOf(await at(nordlys, () => RemovedTimeOff.all()), 1)
    await at(nordlys, async () => {
      const removed = await RemovedTimeOff.firstOrFail()
      await removed.merge({ endsAt: DateTime.utc().minus({ days: 1 }) }).save()
      await TimeOff.forgetRemoved()
      assert.lengthOf(await RemovedTimeOff.all(), 0)
    })
  })
})
