import { test } from '@japa/runner'
import { auditActions } from '#tests/audit'
import { TUESDAY } from '#tests/calendar'
import { hoursOn, pathOf, setHours } from '#tests/hours'
import { people, type Person } from '#tests/people'

test.group('Days that differ', () => {
  test('one day has other hours, or none, until that is taken back', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    await setHours(client, signe, { tuesday: [['09:00', '16:00']] })
    const send = (form: object) => client.post(pathOf(signe, '/exceptions')).as(signe).form(form)
    await send({
      'date': TUESDAY,

      'spans[0][starts]': '10:00',
      'spans[0][ends]': '11:00',
    })
    assert.deepEqual(await hoursOn(signe, TUESDAY), ['10:00-11:00'])
    await send({ 'date': TUESDAY, 'spans[0][starts]': '' })
    assert.deepEqual(await hoursOn(signe, TUESDAY), [])
    const page = await client.get(pathOf(signe)).as(signe)
    assert.include(page.text(), 'Tuesday, June 15, 2027')

    await client.delete(pathOf(signe, `/exceptions/${TUESDAY}`)).as(signe)
    await client.delete(pathOf(signe, `/exceptions/${TUESDAY}`)).as(signe)
    assert.deepEqual(await hoursOn(signe, TUESDAY), ['09:00-16:00'])
    const actions = await auditActions(nordlys)
    assert.deepEqual(actions.slice(-3), [
      'hour_exception.made',
      'hour_exception.made',
      'hour_exception.ended',
    ])
    const empty = await send({ 'date': '2027-06-31', 'spans[0][starts]': '' })
    empty.assertStatus(422)
    assert.include(empty.text(), 'Date is not a date on the calendar.')
    const half = await send({ 'date': TUESDAY, 'spans[0][starts]': '09:00' })
    assert.include(half.text(), 'One of the two times is missing.')
  })

  test('who saves a day about which a colleague has said something meanwhile is told, and may insist', async ({
    client,
    assert,
  }) => {
    const { signe, mads } = await people()
    const seenBy = async (person: Person, date: string) => {
      const page = await client.get(pathOf(signe, `/exceptions/new?date=${date}`)).as(person)
      return /name="seen" value="([^"]+)"/.exec(page.text())![1]
    }
    const save = (person: Person, ends: string, seen: string, date = TUESDAY) =>
      client
        .post(pathOf(signe, '/exceptions'))
        .as(person)
        .form({ date, seen, 'spans[0][starts]': '08:00', 'spans[0][ends]': ends })
    const nothing = await seenBy(mads, TUESDAY)
    const first = await save(signe, '10:00', nothing)
    first.assertStatus(303)
    const second = await save(mads, '11:00', nothing)
    second.assertStatus(422)
    assert.include(second.text(), 'Somebody has changed these hours')
    assert.include(second.text(), 'value="11:00"')
    assert.deepEqual(await hoursOn(signe, TUESDAY), ['08:00-10:00'])

    // Who opens another date and then chooses this one has not seen what is said about it.
    const elsewhere = await save(mads, '11:00', await seenBy(mads, '2027-06-16'))
    elsewhere.assertStatus(422)
    const [, fresh] = /name="seen" value="([^"]+)"/.exec(elsewhere.text())!
    const insisting = await save(mads, '11:00', fresh)
    insisting.assertStatus(303)
    assert.deepEqual(await hoursOn(signe, TUESDAY), ['08:00-11:00'])
    const free = await save(mads, '12:00', await seenBy(mads, TUESDAY), '2027-06-17')
    free.assertStatus(303)
  })
})
