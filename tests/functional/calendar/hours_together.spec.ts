import { test } from '@japa/runner'
import type { ApiRequest } from '@japa/api-client'
import { TUESDAY } from '#tests/calendar'
import { hoursOn, pathOf, seenNow, setHours, week } from '#tests/hours'
import { people, type Person, signIn } from '#tests/people'

const SESSION = 'fortrolig_session'

test.group('Two who change the same hours', () => {
  test('who saves what a colleague has changed meanwhile is told, loses nothing, and may insist', async ({
    client,
    assert,
  }) => {
    const { signe, mads } = await people()
    await setHours(client, signe, { tuesday: [['09:00', '16:00']] })
    const seen = await seenNow(signe)
    const address = pathOf(signe, '/weeks/always')
    const opened = await client.get(`${address}/edit`).as(mads)
    assert.include(opened.text(), `name="seen" value="${seen}"`)
    const save = (person: Person, time: string, saw: string) =>
      client
        .put(address)
        .as(person)
        .form(week({ tuesday: [[time, '16:00']] }, { seen: saw }))

    const first = await save(signe, '10:00', seen)
    first.assertStatus(303)
    const second = await save(mads, '11:00', seen)
    second.assertStatus(422)
    assert.include(second.text(), 'Somebody has changed these hours while this page was open')
    assert.include(second.text(), 'value="11:00"')
    assert.deepEqual(await hoursOn(signe, TUESDAY), ['10:00-16:00'])

    const [, fresh] = /name="seen" value="([^"]+)"/.exec(second.text())!
    const insisting = await save(mads, '11:00', fresh)
    insisting.assertStatus(303)
    assert.deepEqual(await hoursOn(signe, TUESDAY), ['11:00-16:00'])
  })

  test('of two who save at the same moment, one is told', async ({ client, assert }) => {
    const { signe, mads } = await people()
    const seen = await seenNow(signe)
    const answers = await Promise.all(
      [signe, mads].map((person) =>
        client
          .post(pathOf(signe, '/weeks'))
          .as(person)
          .form(week({ tuesday: [[person === mads ? '11:00' : '10:00', '16:00']] }, { seen }))
      )
    )
    assert.sameMembers(
      answers.map((answer) => answer.status()),
      [303, 422]
    )
  })

  test('who changes a week that a colleague has removed meanwhile is told, and may bring it back', async ({
    client,
    assert,
  }) => {
    const { signe, mads } = await people()
    await setHours(client, signe, { tuesday: [['09:00', '16:00']] })
    const seen = await seenNow(signe)
    const path = pathOf(signe, '/weeks/always')
    await client.delete(path).as(signe).form({ seen })
    const save = (saw: string) =>
      client
        .put(path)
        .as(mads)
        .form(week({ tuesday: [['11:00', '16:00']] }, { seen: saw }))
    const late = await save(seen)
    late.assertStatus(422)
    assert.include(late.text(), 'Somebody has removed these hours')
    assert.include(late.text(), 'value="11:00"')
    assert.deepEqual(await hoursOn(signe, TUESDAY), [])
    const [, fresh] = /name="seen" value="([^"]+)"/.exec(late.text())!
    const insisting = await save(fresh)
    insisting.assertStatus(303)
    assert.deepEqual(await hoursOn(signe, TUESDAY), ['11:00-16:00'])
  })

  test('who removes a week that a colleague has changed meanwhile is told; twice is once', async ({
    client,
    assert,
  }) => {
    const { signe, mads } = await people()
    await setHours(client, signe, { tuesday: [['09:00', '16:00']] })
    const page = await client.get(pathOf(signe)).as(mads)
    const seen = await seenNow(signe)
    assert.include(page.text(), `name="seen" value="${seen}"`)
    await setHours(client, signe, { tuesday: [['10:00', '16:00']] })
    const session = signIn(mads)
    const asMads = (request: ApiRequest) => request.at(mads.host).cookie(SESSION, session)
    const remove = async (saw: string) => {
      await asMads(client.delete(pathOf(signe, '/weeks/always'))).form({ seen: saw })
      const told = await asMads(client.get(pathOf(signe)))
      return told.text()
    }
    assert.include(await remove(seen), 'nothing was removed')
    assert.deepEqual(await hoursOn(signe, TUESDAY), ['10:00-16:00'])
    assert.include(await remove(await seenNow(signe)), 'These hours were removed.')
    assert.include(await remove(seen), 'These hours were removed.')
    assert.deepEqual(await hoursOn(signe, TUESDAY), [])
  })
})
