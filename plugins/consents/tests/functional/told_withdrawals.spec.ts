import { test } from '@japa/runner'
import { at } from '#tests/people'
import Answer from '../../models/answer.js'
import { answered, clara } from '../setting.js'

test.group('Withdrawals that were told to a member', () => {
  test('are kept as evidence of their own', async ({ client, assert }) => {
    const all = await clara()
    const [given] = await answered(client, all, {
      [all.records.id]: 'given',
      [all.photos.id]: 'given',
    })
    const path = `/consents/answers/${given.id}/withdrawal`
    const form = await client.get(path).as(all.jonas)
    form.assertStatus(200)
    const response = await client.post(path).as(all.jonas).form({ told: 'phone' })

    response.assertStatus(303)
    await at(all.nordlys, async () => {
      const { answer, method, told, memberName, hash, address } = await Answer.query()
        .orderBy('id', 'desc')
        .firstOrFail()
      assert.deepEqual(
        { answer, method, told, memberName, hash, address },
        {
          answer: 'withdrawn',
          method: 'member',
          told: 'phone',
          memberName: 'Jonas Berg',
          hash: given.hash,
          address: '127.0.0.1',
        }
      )
    })
    const tab = await client.get(`/clients/${all.client.id}?tab=consents`).as(all.jonas)
    assert.include(tab.text(), '>Withdrawn<')
  })

  test('want to know how the client said it', async ({ client, assert }) => {
    const all = await clara()
    const [given] = await answered(client, all, {
      [all.records.id]: 'given',
      [all.photos.id]: 'given',
    })
    const path = `/consents/answers/${given.id}/withdrawal`
    const responses = await Promise.all([
      client.post(path).as(all.jonas).form({}),
      client.post(path).as(all.jonas).form({ told: 'telepathy' }),
    ])

    assert.deepEqual(
      responses.map((response) => response.status()),
      [422, 422]
    )
    assert.isTrue(await at(all.nordlys, () => given.isNewest()))
  })
})
